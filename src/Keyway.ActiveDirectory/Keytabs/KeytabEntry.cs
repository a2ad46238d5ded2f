using Keyway.Kerberos;

namespace Keyway.ActiveDirectory.Keytabs;

/// <summary>One key of a keytab. Dispose of it to zero the key.</summary>
internal sealed class KeytabEntry(string realm, IReadOnlyList<string> components, long version, KerberosKey key) : IDisposable
{
    public string Realm { get; } = realm;

    /// <summary>The parts of the principal's name, such as <c>krbtgt_12491</c> alone.</summary>
    public IReadOnlyList<string> Components { get; } = components;

    /// <summary>Key version, 0 to 2^32-1.</summary>
    public long Version { get; } = version;

    public KerberosKey Key { get; } = key;

    public void Dispose() => Key.Dispose();
}
