using System.Buffers.Binary;
using Keyway.Errors;
using Keyway.Kerberos;

namespace Keyway.ActiveDirectory.Replication.Drs;

/// <summary>KERB_STORED_CREDENTIAL_NEW: the keys of the present password and of older ones ([MS-SAMR] 2.2.10.6).</summary>
internal static class StoredKerberosKeys
{
    private const ushort Revision = 4;
    private const int Header = 24;
    private const int Entry = 24;
    private const int TypeField = 12;
    private const int LengthField = 16;
    private const int OffsetField = 20;

    /// <summary>The present AES256 key; <c>KW1469</c> when there is none, <c>KW1419</c> when the whole is malformed.</summary>
    /// <param name="value">The value of <see cref="UserProperties.KerberosKeys"/>; may be empty.</param>
    public static Result<KerberosKey> FindAes256(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
            return Catalogue.ActiveDirectory.AesKeyMissing;
        if (value.Length < Header || BinaryPrimitives.ReadUInt16LittleEndian(value) != Revision)
            return Malformed("header");

        // The present ones come first.
        var count = BinaryPrimitives.ReadUInt16LittleEndian(value[4..]);
        if (count * Entry > value.Length - Header)
            return Malformed("count");
        for (var i = 0; i < count; i++)
        {
            var entry = value.Slice(Header + (i * Entry), Entry);
            if (BinaryPrimitives.ReadUInt32LittleEndian(entry[TypeField..]) != (uint)EncryptionType.Aes256CtsHmacSha1)
                continue;
            var length = BinaryPrimitives.ReadUInt32LittleEndian(entry[LengthField..]);
            var offset = BinaryPrimitives.ReadUInt32LittleEndian(entry[OffsetField..]);
            if (length != KerberosKey.LengthOf(EncryptionType.Aes256CtsHmacSha1) || offset > (uint)value.Length || length > (uint)value.Length - offset)
                return Malformed("place of a key");
            return new KerberosKey(EncryptionType.Aes256CtsHmacSha1, value.Slice((int)offset, (int)length));
        }

        return Catalogue.ActiveDirectory.AesKeyMissing;
    }

    private static Refusal Malformed(string what) => new(Catalogue.ActiveDirectory.AnswerMalformed, $"stored Kerberos keys: {what}");
}
