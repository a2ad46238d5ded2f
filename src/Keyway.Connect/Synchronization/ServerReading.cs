using Keyway.Connect.IdentityServer;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;

namespace Keyway.Connect.Synchronization;

/// <summary>Reads everything that the server holds, page after page.</summary>
internal sealed class ServerReading(ScimApi api)
{
    private const int UsersAPage = 500;

    // A group brings its members along.
    private const int GroupsAPage = 50;

    // Larger than any organisation, small enough that a hostile server cannot fill the memory.
    private const int MostObjects = 2_000_000;

    public async Task<Result<ServerState>> ReadAsync(string domainDnsName, CancellationToken cancellationToken)
    {
        var users = await ReadPagesAsync(start => api.ReadUsersAsync(start, UsersAPage, cancellationToken));
        if (!users.TryGet(out var allUsers, out var refusal))
            return refusal;
        var groups = await ReadPagesAsync(start => api.ReadGroupsAsync(start, GroupsAPage, cancellationToken));
        return groups.TryGet(out var allGroups, out refusal) ? ServerState.Of(domainDnsName, allUsers, allGroups) : refusal;
    }

    /// <summary>All pages of a list (RFC 7644 3.4.2.4); refuses one that ends before it said it would, or never ends.</summary>
    internal static async Task<Result<List<T>>> ReadPagesAsync<T>(Func<int, Task<Result<ScimListResponse<T>>>> readPage)
    {
        var all = new List<T>();
        while (true)
        {
            if (!(await readPage(all.Count + 1)).TryGet(out var page, out var refusal))
                return refusal;
            if (page.TotalResults > MostObjects || all.Count + page.Resources.Count > page.TotalResults)
                return new Refusal(Catalogue.Connect.ServerStateInconsistent, $"{page.TotalResults} objects announced, {all.Count + page.Resources.Count} or more sent");
            all.AddRange(page.Resources);
            if (all.Count == page.TotalResults)
                return all;
            if (page.Resources.Count == 0)
                return new Refusal(Catalogue.Connect.ServerStateInconsistent, $"{page.TotalResults} objects announced, {all.Count} sent");
        }
    }
}
