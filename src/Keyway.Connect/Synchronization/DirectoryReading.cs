using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Reading;
using Keyway.Errors;

namespace Keyway.Connect.Synchronization;

/// <summary>Reads everything of the domain that is synced. All of it or nothing: a half-read domain would look like deletions.</summary>
internal sealed class DirectoryReading(DomainConnection connection)
{
    private readonly DirectoryReader _reader = new(connection);

    /// <param name="domainDnsName">Whose objects the server shall hold: another domain's would delete them all.</param>
    public async Task<Result<DirectoryState>> ReadAsync(string domainDnsName, CancellationToken cancellationToken)
    {
        if (!(await _reader.ReadDomainAsync(cancellationToken)).TryGet(out var domain, out var refusal))
            return refusal;
        if (!domain.DnsName.Equals(domainDnsName, StringComparison.OrdinalIgnoreCase))
            return new Refusal(Catalogue.Connect.DomainDiffers, $"{domain.DnsName}, not {domainDnsName}");
        if (!(await CollectAsync(_reader.ReadUsersAsync(cancellationToken: cancellationToken))).TryGet(out var users, out refusal))
            return refusal;
        if (!(await CollectAsync(_reader.ReadGroupsAsync(cancellationToken: cancellationToken))).TryGet(out var groups, out refusal))
            return refusal;
        if (!(await ReadPrivilegedAsync(domain, cancellationToken)).TryGet(out var privileged, out refusal))
            return refusal;

        // Every domain has an administrator: no users at all means that they were not shown.
        return users.Count == 0 ? Catalogue.Connect.DirectoryEmpty : DirectoryState.Of(domain, users, groups, privileged);
    }

    private static async Task<Result<List<T>>> CollectAsync<T>(IAsyncEnumerable<Result<IReadOnlyList<T>>> pages)
    {
        var all = new List<T>();
        await foreach (var page in pages)
        {
            if (!page.TryGet(out var entries, out var refusal))
                return refusal;
            all.AddRange(entries);
        }

        return all;
    }

    /// <summary>objectGUIDs of the people whom the domain protects as administrators (adminCount, [MS-ADTS] 3.1.1.6.1).</summary>
    private async Task<Result<HashSet<Guid>>> ReadPrivilegedAsync(DomainFacts domain, CancellationToken cancellationToken)
    {
        var search = new LdapSearch(
            domain.DistinguishedName,
            LdapScope.Subtree,
            LdapFilter.And(LdapFilter.Equal("objectClass", "user"), LdapFilter.GreaterOrEqual("adminCount", "1")),
            "objectGUID");
        if (!(await connection.SearchAsync(search, cancellationToken)).TryGet(out var entries, out var refusal))
            return refusal;

        var privileged = new HashSet<Guid>();
        foreach (var entry in entries)
        {
            // An entry that cannot be told must not pass for an ordinary one.
            if (entry.Guid("objectGUID") is not { } guid)
                return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, entry.Dn + " has no objectGUID");
            privileged.Add(guid);
        }

        return privileged;
    }
}
