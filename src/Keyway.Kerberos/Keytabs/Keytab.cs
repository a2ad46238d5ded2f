using System.Collections.ObjectModel;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Keytabs;

/// <summary>The long-term keys that this computer holds, in the order of the file. The list owns its keys: <see cref="Dispose"/> zeroes them.</summary>
public sealed class Keytab(IList<KeytabEntry> entries) : ReadOnlyCollection<KeytabEntry>(entries), IDisposable
{
    /// <summary>The entries of one account, newest key first.</summary>
    public IReadOnlyList<KeytabEntry> Of(PrincipalName principal, string realm) =>
    [
        .. this.Where(entry => entry.Principal.EqualsIgnoringCase(principal) && string.Equals(entry.Realm, realm, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(entry => entry.Version)
            .ThenByDescending(entry => entry.WrittenOn),
    ];

    /// <summary>Zeroes all keys.</summary>
    public void Dispose()
    {
        foreach (var entry in this)
            entry.Key.Dispose();
    }
}
