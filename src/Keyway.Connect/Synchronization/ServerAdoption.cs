using Keyway.Connect.IdentityServer;
using Keyway.Connect.State;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;

namespace Keyway.Connect.Synchronization;

/// <summary>
/// Makes the local state say what the server holds of one domain: the beginning of a full reconcile. Cloud-only objects and those of other domains are not in
/// it, and so never touched. All of it or nothing.
/// </summary>
internal sealed class ServerAdoption(IScimServer server, SyncState state, string domainDnsName)
{
    private const int UsersAPage = 1000;

    // A group brings its members along.
    private const int GroupsAPage = 50;

    // Larger than any organisation, small enough that a hostile server cannot fill the memory.
    private const int MostObjects = 2_000_000;

    private readonly Dictionary<Guid, long> _keys = [];

    /// <summary>Refuses with <c>KW4031</c> when the server's lists contradict themselves: then nobody can say which object to change.</summary>
    /// <param name="begin">Runs in the same transaction, when the state says what the server holds.</param>
    public async Task<Refusal?> RunAsync(Action begin, CancellationToken cancellationToken)
    {
        var users = await ReadPagesAsync(start => server.ReadUsersAsync(start, UsersAPage, cancellationToken), user => IsOurs(user.OnPremises?.DomainDnsName));
        if (!users.TryGet(out var ownUsers, out var refusal))
            return refusal;
        var devices = await ReadPagesAsync(start => server.ReadDevicesAsync(start, UsersAPage, cancellationToken), device => IsOurs(device.OnPremises?.DomainDnsName));
        if (!devices.TryGet(out var ownDevices, out refusal))
            return refusal;
        var groups = await ReadPagesAsync(start => server.ReadGroupsAsync(start, GroupsAPage, cancellationToken), group => IsOurs(group.OnPremises?.DomainDnsName));
        if (!groups.TryGet(out var ownGroups, out refusal))
            return refusal;

        Refusal? contradiction = null;
        state.Write(() =>
        {
            state.Clear();
            foreach (var user in ownUsers)
                contradiction ??= Take(ObjectKind.User, user.ExternalId, user.Id, Fingerprint.Normal(user));
            foreach (var device in ownDevices)
                contradiction ??= Take(ObjectKind.Device, device.ExternalId, device.Id, Fingerprint.Normal(device));
            foreach (var group in ownGroups)
                contradiction ??= Take(ObjectKind.Group, group.ExternalId, group.Id, Fingerprint.Normal(group));
            foreach (var group in ownGroups)
                contradiction ??= TakeMembers(group);
            if (contradiction is null)
                begin();
            return contradiction is null;
        });
        return contradiction;

        bool IsOurs(string? domain) => domainDnsName.Equals(domain, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>All pages of a list (RFC 7644 3.4.2.4), what is not wanted left out; refuses one that ends before it said it would, or never ends.</summary>
    internal static async Task<Result<List<T>>> ReadPagesAsync<T>(Func<int, Task<Result<ScimListResponse<T>>>> readPage, Func<T, bool> isWanted)
    {
        var all = new List<T>();
        var read = 0;
        while (true)
        {
            if (!(await readPage(read + 1)).TryGet(out var page, out var refusal))
                return refusal;
            read += page.Resources.Count;
            if (page.TotalResults > MostObjects || read > page.TotalResults)
                return new Refusal(Catalogue.Connect.ServerStateInconsistent, $"{page.TotalResults} objects announced, {read} or more sent");
            all.AddRange(page.Resources.Where(isWanted));
            if (read == page.TotalResults)
                return all;
            if (page.Resources.Count == 0)
                return new Refusal(Catalogue.Connect.ServerStateInconsistent, $"{page.TotalResults} objects announced, {read} sent");
        }
    }

    private Refusal? Take(ObjectKind kind, string? externalId, string? serverId, byte[] content)
    {
        if (!Guid.TryParseExact(serverId, "D", out var id) || !Guid.TryParseExact(externalId, "D", out var anchor))
            return Contradiction($"{kind} {serverId} has no anchor or no id");
        if (state.Find(anchor) is { Id: not null } || _keys.ContainsKey(id))
            return Contradiction($"{kind} {anchor:D} is there twice");
        var held = state.Know(anchor);
        _keys[id] = held.Key;
        return state.Put(held.Key, kind, id, Fingerprint.Of(content)) ? null : Contradiction($"two objects have the id {id:D}");
    }

    private Refusal? TakeMembers(ScimGroup group)
    {
        var groupId = Guid.ParseExact(group.Id!, "D");
        foreach (var member in group.Members ?? [])
        {
            if (!Guid.TryParseExact(member.Value, "D", out var id))
                return Contradiction($"group {groupId:D} has a member without an id");

            // Not of this domain: it has no anchor here, and its id stands for one.
            if (!_keys.TryGetValue(id, out var key))
            {
                _keys[id] = key = state.Know(id).Key;
                if (!state.Put(key, ObjectKind.Foreign, id, null))
                    return Contradiction($"two objects have the id {id:D}");
            }

            state.Settle(new Membership(_keys[groupId], groupId, key, id, IsAddition: true));
        }

        return null;
    }

    private static Refusal Contradiction(string detail) => new(Catalogue.Connect.ServerStateInconsistent, detail);
}
