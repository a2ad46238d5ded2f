using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Keyway.Errors;
using Keyway.Kerberos.Cryptography;
using Keyway.Kerberos.Keytabs;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Exchange;

/// <summary>What a KDC says about the client's long-term key before it gives a ticket (RFC 4120 5.2.7.5). Nothing protects these hints outside FAST, so that they are bounded.</summary>
internal static class KeyHints
{
    private const int MaximumIterations = 1_000_000;

    /// <summary>What we take, best first: no RC4, whatever the KDC offers.</summary>
    public static readonly int[] EncryptionTypes = [(int)EncryptionType.Aes256CtsHmacSha1, (int)EncryptionType.Aes128CtsHmacSha1];

    /// <inheritdoc cref="Derive(IReadOnlyList{PaData}, string, PrincipalName, ReadOnlySpan{byte})"/>
    public static Result<KerberosKey> Derive(IReadOnlyList<PaData> hints, string realm, PrincipalName client, string password)
    {
        var bytes = Encoding.UTF8.GetBytes(password);
        var key = Derive(hints, realm, client, bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return key;
    }

    /// <summary>The password's key. A stranger may not choose how weak the proof is, nor how long it takes.</summary>
    public static Result<KerberosKey> Derive(IReadOnlyList<PaData> hints, string realm, PrincipalName client, ReadOnlySpan<byte> passwordUtf8)
    {
        if (!Entries(hints).TryGet(out var entries, out var refusal))
            return refusal;
        if (entries.Find(candidate => EncryptionTypes.Contains(candidate.Type)) is not { } entry)
            return Catalogue.Kdc.EncryptionUnsupported;

        uint iterations = AesDerivation.DefaultIterations;
        if (entry.Parameters is { } parameters)
            iterations = parameters.Length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(parameters) : 0;
        if (iterations is < AesDerivation.DefaultIterations or > MaximumIterations)
            return new Refusal(Catalogue.Kerberos.StringToKeyUnsafe, $"{iterations} iterations");
        return KerberosKey.FromPassword((EncryptionType)entry.Type, passwordUtf8, entry.Salt ?? realm + string.Concat(client.Components), (int)iterations);
    }

    /// <summary>The key of the keytab that the KDC would take: a copy, which the caller disposes of.</summary>
    public static Result<KerberosKey> Choose(IReadOnlyList<PaData> hints, IEnumerable<KeytabEntry> keys)
    {
        if (!Entries(hints).TryGet(out var entries, out var refusal))
            return refusal;
        foreach (var entry in entries.Where(candidate => EncryptionTypes.Contains(candidate.Type)))
        {
            if (keys.FirstOrDefault(candidate => (int)candidate.Key.Type == entry.Type) is { } held)
                return new KerberosKey(held.Key.Type, held.Key.Value);
        }

        return Catalogue.Kdc.EncryptionUnsupported;
    }

    private static Result<List<EtypeInfo2Entry>> Entries(IReadOnlyList<PaData> hints) =>
        hints.FirstOrDefault(element => element.Type == PaDataType.EtypeInfo2) is { } info
            ? EtypeInfo2Entry.ParseList(info.Value)
            : Catalogue.Kdc.PreAuthenticationRequired;
}
