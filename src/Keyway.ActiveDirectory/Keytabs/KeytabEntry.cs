using System.Security.Cryptography;

namespace Keyway.ActiveDirectory.Keytabs;

/// <summary>One key of a keytab. Dispose of it to zero the key.</summary>
internal sealed class KeytabEntry(string realm, IReadOnlyList<string> components, long version, int encryptionType, byte[] key) : IDisposable
{
    private readonly byte[] _key = key;

    public string Realm { get; } = realm;

    /// <summary>The parts of the principal's name, such as <c>krbtgt_12491</c> alone.</summary>
    public IReadOnlyList<string> Components { get; } = components;

    /// <summary>Key version, 0 to 2^32-1.</summary>
    public long Version { get; } = version;

    /// <summary>An assigned number of Kerberos; programs also write numbers of their own.</summary>
    public int EncryptionType { get; } = encryptionType;

    /// <summary>Of any length: what it must be depends on the type.</summary>
    public ReadOnlySpan<byte> Key => _key;

    public void Dispose() => CryptographicOperations.ZeroMemory(_key);
}
