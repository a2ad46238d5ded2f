using System.Runtime.CompilerServices;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>Reads people and groups of one domain, for a full sync. Referrals are not followed: another domain has its own reader.</summary>
public sealed class DirectoryReader(DomainConnection connection)
{
    private const int PageSize = 500;

    // sAMAccountType 0x30000000 is a person's account: not a computer, a domain controller, a managed service account or a trust ([MS-SAMR] 2.2.1.9).
    private static readonly LdapFilter Users = LdapFilter.And(
        LdapFilter.Equal("sAMAccountType", "805306368"),
        LdapFilter.Equal("objectCategory", "person"),
        LdapFilter.Not(LdapFilter.BeginsWith("sAMAccountName", "krbtgt")),
        LdapFilter.Not(LdapFilter.Present("msDS-SecondaryKrbTgtNumber")));

    private static readonly LdapFilter Groups = LdapFilter.Equal("objectCategory", "group");

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
            var users = await ReadPageAsync(page, "memberOf", UserEntries.Read, cancellationToken).ConfigureAwait(false);
            yield return users;
            if (!users.Succeeded)
                yield break;
        }
    }

    /// <summary>All groups under a base (the whole domain when null) with all direct members, a page at a time. After a refusal nothing follows.</summary>
    public async IAsyncEnumerable<Result<IReadOnlyList<DirectoryGroup>>> ReadGroupsAsync(string? baseDn = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var search = new LdapSearch(baseDn ?? _connection.RootDse.DomainDn, LdapScope.Subtree, Groups, GroupEntries.Attributes) { PageSize = PageSize };
        await foreach (var page in _connection.PagesAsync(search, cancellationToken).ConfigureAwait(false))
        {
            var groups = await ReadPageAsync(page, "member", GroupEntries.Read, cancellationToken).ConfigureAwait(false);
            yield return groups;
            if (!groups.Succeeded)
                yield break;
        }
    }

    private async Task<Result<IReadOnlyList<T>>> ReadPageAsync<T>(
        Result<IReadOnlyList<LdapEntry>> page, string manyValued, Func<LdapEntry, IReadOnlyList<string>, Result<T>> read, CancellationToken cancellationToken)
        where T : notnull
    {
        if (!page.TryGet(out var entries, out var refusal))
            return refusal;

        var items = new List<T>(entries.Count);
        foreach (var entry in entries)
        {
            var values = await RangedValues.ReadAsync(
                entry, manyValued, name => _connection.ReadAsync(entry.Dn, [name], cancellationToken)).ConfigureAwait(false);
            if (!values.TryGet(out var all, out refusal) || !read(entry, all).TryGet(out var item, out refusal))
                return refusal;
            items.Add(item);
        }

        return items;
    }
}
