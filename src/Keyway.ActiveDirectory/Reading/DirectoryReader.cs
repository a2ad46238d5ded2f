using System.Runtime.CompilerServices;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>Reads the names of one domain, and its people without a cookie. Referrals are not followed: another domain has its own reader.</summary>
public sealed class DirectoryReader(DomainConnection connection)
{
    private const int PageSize = 500;

    // sAMAccountType 0x30000000 is a person's account: not a computer, a domain controller, a managed service account or a trust ([MS-SAMR] 2.2.1.9).
    private static readonly LdapFilter Users = LdapFilter.And(
        LdapFilter.Equal("sAMAccountType", "805306368"),
        LdapFilter.Equal("objectCategory", "person"),
        LdapFilter.Not(LdapFilter.BeginsWith("sAMAccountName", "krbtgt")),
        LdapFilter.Not(LdapFilter.Present("msDS-SecondaryKrbTgtNumber")));

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

    /// <summary>All users under a base (the whole domain when null), a page at a time. After a refusal nothing follows.</summary>
    public async IAsyncEnumerable<Result<IReadOnlyList<DirectoryUser>>> ReadUsersAsync(string? baseDn = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var search = new LdapSearch(baseDn ?? _connection.RootDse.DomainDn, LdapScope.Subtree, Users, UserEntries.Attributes) { PageSize = PageSize };
        await foreach (var page in _connection.PagesAsync(search, cancellationToken).ConfigureAwait(false))
        {
            var users = await ReadPageAsync(page, cancellationToken).ConfigureAwait(false);
            yield return users;
            if (!users.Succeeded)
                yield break;
        }
    }

    private async Task<Result<IReadOnlyList<DirectoryUser>>> ReadPageAsync(Result<IReadOnlyList<LdapEntry>> page, CancellationToken cancellationToken)
    {
        if (!page.TryGet(out var entries, out var refusal))
            return refusal;

        var users = new List<DirectoryUser>(entries.Count);
        foreach (var entry in entries)
        {
            var groups = await RangedValues.ReadAsync(
                entry, "memberOf", name => _connection.ReadAsync(entry.Dn, [name], cancellationToken)).ConfigureAwait(false);
            if (!groups.TryGet(out var all, out refusal) || !UserEntries.Read(entry, all).TryGet(out var user, out refusal))
                return refusal;
            users.Add(user);
        }

        return users;
    }
}
