using System.Buffers.Binary;
using Keyway.Errors;

namespace Keyway.Kerberos.Pac;

/// <summary>A PAC: who a ticket's user is, signed by the one who issued the ticket ([MS-PAC] 2.3). Buffers and bytes stay as they came.</summary>
public sealed class PrivilegeAttributeCertificate
{
    /// <summary>More than twice what any version of the specification defines.</summary>
    private const int MaximumBuffers = 64;

    private const int HeaderLength = 8;
    private const int EntryLength = 16;
    private const int SignatureTypeLength = 4;

    private readonly byte[] _encoded;
    private readonly List<(PacBufferType Type, int Offset, int Length)> _entries;

    private PrivilegeAttributeCertificate(byte[] encoded, List<(PacBufferType Type, int Offset, int Length)> entries)
    {
        _encoded = encoded;
        _entries = entries;
    }

    /// <summary>The buffers in their order.</summary>
    public IReadOnlyList<PacBuffer> Buffers => [.. _entries.Select(entry => new PacBuffer(entry.Type, _encoded.AsSpan(entry.Offset, entry.Length).ToArray()))];

    /// <summary>Reads the frame of a PAC; <see cref="Catalogue.Kerberos.PacMalformed"/> otherwise. Nothing is verified yet.</summary>
    public static Result<PrivilegeAttributeCertificate> Parse(ReadOnlySpan<byte> encoded)
    {
        if (encoded.Length < HeaderLength)
            return Malformed("shorter than its header");
        var count = BinaryPrimitives.ReadUInt32LittleEndian(encoded);
        if (count > MaximumBuffers || BinaryPrimitives.ReadUInt32LittleEndian(encoded[4..]) != 0 || encoded.Length < HeaderLength + (EntryLength * (int)count))
            return Malformed("header");

        var entries = new List<(PacBufferType Type, int Offset, int Length)>((int)count);
        var end = HeaderLength + (EntryLength * (int)count);
        for (var i = 0; i < (int)count; i++)
        {
            var entry = encoded.Slice(HeaderLength + (EntryLength * i), EntryLength);
            var type = (PacBufferType)BinaryPrimitives.ReadInt32LittleEndian(entry);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]);
            var offset = BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]);
            if (offset > (ulong)encoded.Length || length > (ulong)encoded.Length - offset || (int)offset < end)
                return Malformed("a buffer lies outside of it");
            if (entries.Exists(other => other.Type == type))
                return Malformed("two buffers of one type");
            entries.Add((type, (int)offset, (int)length));
        }

        return new PrivilegeAttributeCertificate(encoded.ToArray(), entries);
    }

    /// <summary>The bytes of one buffer; <see cref="Catalogue.Kerberos.PacMissing"/> when it is not there.</summary>
    public Result<byte[]> Buffer(PacBufferType type) => TryFind(type, out var entry)
        ? _encoded.AsSpan(entry.Offset, entry.Length).ToArray()
        : new Refusal(Catalogue.Kerberos.PacMissing, $"buffer {(int)type}");

    /// <summary>
    /// Verifies the server's signature over everything, and the KDC's signature over the server's ([MS-PAC] 2.8.1, 2.8.2). For a TGT both
    /// keys are the same; a service that has no KDC key gives only its own.
    /// </summary>
    /// <returns>The PAC itself, or <see cref="Catalogue.Kerberos.PacSignatureInvalid"/>, <see cref="Catalogue.Kerberos.PacMissing"/>.</returns>
    public Result<PrivilegeAttributeCertificate> Verify(KerberosKey serverKey, KerberosKey? kdcKey)
    {
        if (!Buffer(PacBufferType.ServerChecksum).TryGet(out var serverBuffer, out var refusal)
            || !Buffer(PacBufferType.KdcChecksum).TryGet(out var kdcBuffer, out refusal)
            || !PacSignature.Parse(serverBuffer).TryGet(out var serverSignature, out refusal)
            || !PacSignature.Parse(kdcBuffer).TryGet(out var kdcSignature, out refusal))
            return refusal;

        var unsigned = _encoded.ToArray();
        foreach (var (type, offset, length) in _entries)
        {
            if (type is PacBufferType.ServerChecksum or PacBufferType.KdcChecksum)
                unsigned.AsSpan(offset + SignatureTypeLength, length - SignatureTypeLength).Clear();
        }

        if (serverSignature.Type != serverKey.ChecksumType || !serverKey.VerifyChecksum(KeyUsage.PacSignature, unsigned, serverSignature.Signature))
            return new Refusal(Catalogue.Kerberos.PacSignatureInvalid, "server");
        if (kdcKey is not null && (kdcSignature.Type != kdcKey.ChecksumType || !kdcKey.VerifyChecksum(KeyUsage.PacSignature, serverSignature.Signature, kdcSignature.Signature)))
            return new Refusal(Catalogue.Kerberos.PacSignatureInvalid, "KDC");
        return this;
    }

    /// <summary>
    /// Builds and signs a PAC. The branch id follows the KDC's signature; while the server's signature is made it counts as zero like the
    /// signatures themselves, else a domain controller finds the ticket forged.
    /// </summary>
    /// <param name="buffers">The buffers before the two signatures, in their order.</param>
    /// <param name="serverKey">The key of the service that the ticket is for.</param>
    /// <param name="kdcKey">The key of the one who issues; for a TGT the same.</param>
    /// <param name="branchId">RODCIdentifier; null for a full domain controller.</param>
    public static byte[] Build(IReadOnlyList<PacBuffer> buffers, KerberosKey serverKey, KerberosKey kdcKey, ushort? branchId)
    {
        var serverLength = SignatureTypeLength + (serverKey.Type == EncryptionType.Rc4Hmac ? 16 : 12);
        var kdcLength = SignatureTypeLength + (kdcKey.Type == EncryptionType.Rc4Hmac ? 16 : 12) + (branchId is null ? 0 : 2);
        var serverOffset = HeaderLength + (EntryLength * (buffers.Count + 2)) + buffers.Sum(buffer => Align(buffer.Data.Length));
        var kdcOffset = serverOffset + Align(serverLength);
        var encoded = new byte[kdcOffset + Align(kdcLength)];

        BinaryPrimitives.WriteInt32LittleEndian(encoded, buffers.Count + 2);
        var offset = HeaderLength + (EntryLength * (buffers.Count + 2));
        for (var i = 0; i < buffers.Count; i++)
        {
            Entry(encoded, i, buffers[i].Type, buffers[i].Data.Length, offset);
            buffers[i].Data.CopyTo(encoded.AsSpan(offset));
            offset += Align(buffers[i].Data.Length);
        }

        Entry(encoded, buffers.Count, PacBufferType.ServerChecksum, serverLength, serverOffset);
        Entry(encoded, buffers.Count + 1, PacBufferType.KdcChecksum, kdcLength, kdcOffset);
        BinaryPrimitives.WriteInt32LittleEndian(encoded.AsSpan(serverOffset), (int)serverKey.ChecksumType);
        BinaryPrimitives.WriteInt32LittleEndian(encoded.AsSpan(kdcOffset), (int)kdcKey.ChecksumType);

        var serverSignature = serverKey.Checksum(KeyUsage.PacSignature, encoded);
        var kdcSignature = kdcKey.Checksum(KeyUsage.PacSignature, serverSignature);
        new PacSignature(serverKey.ChecksumType, serverSignature, null).Encode().CopyTo(encoded.AsSpan(serverOffset));
        new PacSignature(kdcKey.ChecksumType, kdcSignature, branchId).Encode().CopyTo(encoded.AsSpan(kdcOffset));
        return encoded;
    }

    /// <summary>The bytes as they came.</summary>
    public byte[] Encode() => [.. _encoded];

    private static Refusal Malformed(string detail) => new(Catalogue.Kerberos.PacMalformed, detail);

    private static int Align(int length) => (length + 7) / 8 * 8;

    private static void Entry(byte[] encoded, int index, PacBufferType type, int length, int offset)
    {
        var entry = encoded.AsSpan(HeaderLength + (EntryLength * index), EntryLength);
        BinaryPrimitives.WriteInt32LittleEndian(entry, (int)type);
        BinaryPrimitives.WriteInt32LittleEndian(entry[4..], length);
        BinaryPrimitives.WriteInt64LittleEndian(entry[8..], offset);
    }

    private bool TryFind(PacBufferType type, out (PacBufferType Type, int Offset, int Length) entry)
    {
        var index = _entries.FindIndex(candidate => candidate.Type == type);
        entry = index < 0 ? default : _entries[index];
        return index >= 0;
    }
}
