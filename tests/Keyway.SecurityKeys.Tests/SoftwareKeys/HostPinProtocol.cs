using System.Formats.Cbor;
using System.Security.Cryptography;

namespace Keyway.SecurityKeys.Tests.SoftwareKeys;

/// <summary>The host's side of a PIN/UV auth protocol (CTAP 2.1, 6.5.6 and 6.5.7), after key agreement.</summary>
internal sealed class HostPinProtocol
{
    private readonly int _number;
    private readonly byte[] _hmacKey;
    private readonly byte[] _aesKey;
    private readonly ECPoint _point;

    public HostPinProtocol(int number, byte[] keyAgreementReply)
    {
        _number = number;
        using var host = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        _point = host.ExportParameters(false).Q;
        using var key = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = Read(keyAgreementReply) });
        byte[] agreed = host.DeriveRawSecretAgreement(key.PublicKey);
        _hmacKey = number == 1 ? SHA256.HashData(agreed) : HKDF.DeriveKey(HashAlgorithmName.SHA256, agreed, 32, new byte[32], "CTAP2 HMAC key"u8.ToArray());
        _aesKey = number == 1 ? _hmacKey : HKDF.DeriveKey(HashAlgorithmName.SHA256, agreed, 32, new byte[32], "CTAP2 AES key"u8.ToArray());
    }

    public static byte[] Authenticate(int number, byte[] key, byte[] message) => HMACSHA256.HashData(key, message)[..(number == 1 ? 16 : 32)];

    public byte[] Authenticate(byte[] message) => Authenticate(_number, _hmacKey, message);

    public byte[] Encrypt(byte[] plain)
    {
        using var aes = Aes.Create();
        aes.Key = _aesKey;
        byte[] vector = _number == 1 ? new byte[16] : RandomNumberGenerator.GetBytes(16);
        byte[] encrypted = aes.EncryptCbc(plain, vector, PaddingMode.None);
        return _number == 1 ? encrypted : [.. vector, .. encrypted];
    }

    public byte[] Decrypt(byte[] encrypted)
    {
        using var aes = Aes.Create();
        aes.Key = _aesKey;
        return _number == 1 ? aes.DecryptCbc(encrypted, new byte[16], PaddingMode.None) : aes.DecryptCbc(encrypted.AsSpan(16), encrypted.AsSpan(0, 16), PaddingMode.None);
    }

    public void WriteKey(CborWriter writer, int entry)
    {
        writer.WriteInt32(entry);
        writer.WriteStartMap(5);
        writer.Entry(1, 2);
        writer.Entry(3, -25);
        writer.Entry(-1, 1);
        writer.Entry(-2, _point.X!);
        writer.Entry(-3, _point.Y!);
        writer.WriteEndMap();
    }

    private static ECPoint Read(byte[] reply)
    {
        var reader = new CborReader(reply, CborConformanceMode.Ctap2Canonical);
        reader.ReadStartMap();
        Assert.Equal(1, reader.ReadInt32());
        Assert.Equal(5, reader.ReadStartMap());
        Assert.Equal([1, 2, 3, -25, -1, 1, -2], Enumerable.Range(0, 7).Select(_ => reader.ReadInt32()));
        byte[] x = reader.ReadByteString();
        Assert.Equal(-3, reader.ReadInt32());
        return new ECPoint { X = x, Y = reader.ReadByteString() };
    }
}
