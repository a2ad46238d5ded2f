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
    private const int CountField = 4;
    private const int Generations = 3;
    private const int TypeField = 12;
    private const int LengthField = 16;
    private const int OffsetField = 20;

    /// <summary>The present AES256 key; <c>KW1469</c> when there is none, <c>KW1419</c> when the whole is malformed.</summary>
    /// <param name="value">The value of <see cref="UserProperties.KerberosKeys"/>; may be empty.</param>
    public static Result<KerberosKey> FindAes256(ReadOnlySpan<byte> value) =>
        FindAes256(value, 0).TryGet(out var key, out var refusal) ? key : refusal;

    /// <summary>The AES256 keys of the present password and of the two before it, newest first; the list ends at the first that is not there.</summary>
    /// <inheritdoc cref="FindAes256(ReadOnlySpan{byte})"/>
    public static Result<List<KerberosKey>> FindAes256Generations(ReadOnlySpan<byte> value)
    {
        var keys = new List<KerberosKey>();
        for (var generation = 0; generation < Generations; generation++)
        {
            if (FindAes256(value, generation).TryGet(out var key, out var refusal))
                keys.Add(key);
            else if (generation == 0 || refusal.Error != Catalogue.ActiveDirectory.AesKeyMissing)
            {
                keys.ForEach(found => found.Dispose());
                return refusal;
            }
            else
                break;
        }

        return keys;
    }

    private static Result<KerberosKey> FindAes256(ReadOnlySpan<byte> value, int generation)
    {
        if (value.IsEmpty)
            return Catalogue.ActiveDirectory.AesKeyMissing;
        if (value.Length < Header || BinaryPrimitives.ReadUInt16LittleEndian(value) != Revision)
            return Malformed("header");

        // CredentialCount, ServiceCredentialCount, OldCredentialCount, OlderCredentialCount: the entries stand in this order.
        var start = 0;
        for (var i = 0; i < Field(generation); i++)
            start += BinaryPrimitives.ReadUInt16LittleEndian(value[(CountField + (2 * i))..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(value[(CountField + (2 * Field(generation)))..]);
        if ((start + count) * Entry > value.Length - Header)
            return Malformed("count");
        for (var i = start; i < start + count; i++)
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

    // Service credentials are nobody's.
    private static int Field(int generation) => generation == 0 ? 0 : generation + 1;

    private static Refusal Malformed(string what) => new(Catalogue.ActiveDirectory.AnswerMalformed, $"stored Kerberos keys: {what}");
}
