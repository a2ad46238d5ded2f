using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Keyway.Fido2.Tests.Attestation;

/// <summary>A TPM that certifies a key as it should, unless a test has it do otherwise.</summary>
internal sealed class TpmMaker(Maker maker, ECDsa attestationKey)
{
    public uint Magic { get; init; } = 0xff544347;

    public ushort Type { get; init; } = 0x8017;

    public ushort NameAlgorithm { get; init; } = 0x000b;

    public string Version { get; init; } = "2.0";

    public int Algorithm { get; init; } = -7;

    /// <summary>A key usage other than an attestation key's.</summary>
    public string Usage { get; init; } = "2.23.133.8.3";

    public string Subject { get; init; } = "";

    public string Manufacturer { get; init; } = "id:414D4400";

    public bool CriticalName { get; init; } = true;

    public bool? Authority { get; init; } = false;

    public Guid? Model { get; init; }

    public X509Certificate2? Issuer { get; init; }

    /// <summary>Changes the public area after it was named.</summary>
    public Func<byte[], byte[]> SwapArea { get; init; } = area => area;

    public Func<byte[], byte[]> ChangeInfo { get; init; } = info => info;

    /// <param name="toBeSigned">authenticatorData and clientDataHash.</param>
    /// <param name="area">TPMT_PUBLIC of the credential's key.</param>
    public byte[] Statement(byte[] toBeSigned, byte[] area)
    {
        byte[] name = [.. Number(NameAlgorithm), .. NameAlgorithm == 0x000c ? SHA384.HashData(area) : NameAlgorithm == 4 ? SHA1.HashData(area) : SHA256.HashData(area)];
        var info = ChangeInfo(
        [
            .. Number(Magic), .. Number(Type), .. Sized([0, 1]), .. Sized(SHA256.HashData(toBeSigned)), .. new byte[25], .. Sized(name), .. Sized([0, 2]),
        ]);
        var signature = attestationKey.SignData(info, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        byte[][] path = Issuer is null ? [Certificate()] : [Certificate(), Issuer.RawData];
        return CborItem.Map(
            ("ver", Version), ("alg", Algorithm), ("x5c", path), ("sig", signature), ("certInfo", info), ("pubArea", SwapArea(area)));
    }

    /// <summary>TPMT_PUBLIC of a P-256 key.</summary>
    public byte[] Area(ECParameters key, ushort curve = 3) =>
    [
        .. Number((ushort)0x0023), .. Number(NameAlgorithm), 0, 4, 0, 0x72, 0, 0, .. Number((ushort)0x10), .. Number((ushort)0x18), .. Number((ushort)0x0b),
        .. Number(curve), .. Number((ushort)0x10), .. Sized(key.Q.X!), .. Sized(key.Q.Y!),
    ];

    /// <summary>TPMT_PUBLIC of an RSA key with the usual exponent.</summary>
    public byte[] Area(RSAParameters key) =>
    [
        .. Number((ushort)0x0001), .. Number(NameAlgorithm), 0, 4, 0, 0x72, 0, 0, .. Number((ushort)0x10), .. Number((ushort)0x14), .. Number((ushort)0x0b),
        .. Number((ushort)(key.Modulus!.Length * 8)), 0, 0, 0, 0, .. Sized(key.Modulus),
    ];

    private byte[] Certificate() => maker.Issue(
        attestationKey, Subject, Model, authority: Authority, issuer: Issuer,
        extensions:
        [
            new X509EnhancedKeyUsageExtension([new Oid(Usage)], false),
            new X509Extension("2.5.29.17", AlternativeName(), CriticalName),
        ]);

    private byte[] AlternativeName()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
        using (writer.PushSequence())
        {
            foreach (var (type, value) in ((string, string)[])[("2.23.133.2.1", Manufacturer), ("2.23.133.2.2", "Model"), ("2.23.133.2.3", "id:1")])
            {
                using (writer.PushSetOf())
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(type);
                    writer.WriteCharacterString(UniversalTagNumber.UTF8String, value);
                }
            }
        }

        return writer.Encode();
    }

    private static byte[] Sized(byte[] bytes) => [.. Number((ushort)bytes.Length), .. bytes];

    private static byte[] Number(ushort value) => [(byte)(value >> 8), (byte)(value & 0xff)];

    private static byte[] Number(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
