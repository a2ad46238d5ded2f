using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>Reads what a domain is called.</summary>
public sealed class DirectoryReader(DomainConnection connection)
{
    private readonly DomainConnection _connection = connection;

    /// <summary>Names, SID and GUID of the domain.</summary>
    public async Task<Result<DomainFacts>> ReadDomainAsync(CancellationToken cancellationToken = default)
    {
        var root = _connection.RootDse;
        if (!(await _connection.ReadAsync(root.DomainDn, ["objectSid", "objectGUID"], cancellationToken).ConfigureAwait(false)).TryGet(out var domain, out var refusal))
            return refusal;

        var partition = new LdapSearch($"CN=Partitions,{root.ConfigurationDn}", LdapScope.OneLevel, LdapFilter.Equal("objectClass", "crossRef"), "nCName", "dnsRoot", "nETBIOSName");
        return (await _connection.SearchAsync(partition, cancellationToken).ConfigureAwait(false)).TryGet(out var partitions, out refusal)
            ? DomainEntries.Read(domain, partitions, root)
            : refusal;
    }
}
