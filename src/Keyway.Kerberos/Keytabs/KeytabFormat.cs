using System.Buffers.Binary;
using Keyway.Errors;
using Keyway.Kerberos.CredentialCaches;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Keytabs;

/// <summary>The bytes of a keytab, format version 2 (described in MIT krb5's documentation, "Keytab file format"): big-endian, each entry behind its length.</summary>
public static class KeytabFormat
{
    private const ushort Version2 = 0x0502;

    /// <summary>Longer than any account's name, shorter than what a message takes.</summary>
    private const int MaximumNameLength = 1024;

    private const int MaximumComponents = 32;

    /// <summary>Reads a keytab; <see cref="Catalogue.Kerberos.KeytabMalformed"/> otherwise. Entries of encryption types that we do not have are left out.</summary>
    public static Result<Keytab> Parse(ReadOnlySpan<byte> file)
    {
        var reader = new CacheReader(file);
        if (reader.UInt16() != Version2)
            return new Refusal(Catalogue.Kerberos.KeytabMalformed, "version");

        var entries = new List<KeytabEntry>();
        while (reader.HasData)
        {
            var length = unchecked((int)reader.UInt32());

            // Programs that remove an entry leave a hole: its length below zero. A length of zero is the end that some write.
            if (length == 0)
                break;
            var content = reader.Take(length < 0 ? unchecked((uint)-length) : (uint)length);
            if (reader.Failed || (length > 0 && !TryReadEntry(content, entries)))
            {
                new Keytab(entries).Dispose();
                return new Refusal(Catalogue.Kerberos.KeytabMalformed, $"entry {entries.Count + 1}");
            }
        }

        return new Keytab(entries);
    }

    /// <summary>False when the entry does not follow the grammar.</summary>
    private static bool TryReadEntry(ReadOnlySpan<byte> content, List<KeytabEntry> entries)
    {
        var reader = new CacheReader(content);
        var count = reader.UInt16();
        var realm = reader.ShortText(MaximumNameLength);
        if (count is 0 or > MaximumComponents)
            return false;
        var components = new string[count];
        for (var i = 0; i < count; i++)
            components[i] = reader.ShortText(MaximumNameLength);
        var nameType = unchecked((int)reader.UInt32());
        var written = reader.Time();
        uint version = reader.Byte();
        var keyType = reader.UInt16();
        var key = reader.ShortData();
        if (reader.Failed)
            return false;

        // The whole version follows where one byte was not enough; zero there means that the byte counts.
        if (reader.Rest is { Length: >= 4 } rest && BinaryPrimitives.ReadUInt32BigEndian(rest) is > 0 and var whole)
            version = whole;
        if (KerberosKey.Parse(keyType, key).TryGet(out var parsed, out var refusal))
            entries.Add(new KeytabEntry(new PrincipalName((PrincipalNameType)nameType, components), realm, parsed, version, written));
        return refusal is null || refusal.Error == Catalogue.Kerberos.EncryptionTypeUnsupported;
    }
}
