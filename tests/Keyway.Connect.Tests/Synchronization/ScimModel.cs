using System.Text;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.Synchronization;
using Keyway.Contracts;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;

namespace Keyway.Connect.Tests.Synchronization;

/// <summary>The meaning of SCIM operations by RFC 7644 as a state, with the rules of our server about anchors, names and SIDs: for laws and for kills.</summary>
internal sealed class ScimModel : IScimServer
{
    private readonly Dictionary<Guid, ScimUser> _users = [];
    private readonly Dictionary<Guid, ScimDevice> _devices = [];
    private readonly Dictionary<Guid, (ScimGroup Group, HashSet<Guid> Members)> _groups = [];

    public IReadOnlyDictionary<Guid, ScimUser> Users => _users;

    public IReadOnlyDictionary<Guid, ScimDevice> Devices => _devices;

    public IReadOnlyDictionary<Guid, (ScimGroup Group, HashSet<Guid> Members)> Groups => _groups;

    /// <summary>A user name that the server will not have.</summary>
    public string? Refused { get; set; }

    /// <summary>Every operation so far, such as <c>POST Users</c>.</summary>
    public List<string> Operations { get; } = [];

    /// <summary>Bytes and operations of each request.</summary>
    public List<(int Bytes, int Operations)> Requests { get; } = [];

    /// <summary>Asked before a request is carried out (false) and after (true): to crash there.</summary>
    public Action<bool>? Writing { get; set; }

    /// <summary>Puts another answer in the place of the true one.</summary>
    public Func<ScimBulkResponse, Result<ScimBulkResponse>>? Lie { get; set; }

    /// <summary>Bytes of one request at most; more is refused as a whole.</summary>
    public long MaximumPayload { get; set; } = long.MaxValue;

    public Guid IdOf(Guid anchor) => All().Single(pair => pair.Anchor == anchor).Id;

    /// <summary>Anchors of a group's members, null for one without.</summary>
    public IReadOnlySet<Guid?> MembersOf(Guid anchor) => _groups[IdOf(anchor)].Members.Select(id => All().Where(pair => pair.Id == id).Select(pair => (Guid?)pair.Anchor).SingleOrDefault()).ToHashSet();

    /// <summary>Somebody else takes an object away.</summary>
    public void Lose(Guid anchor) => Delete(IdOf(anchor));

    /// <summary>A second record made of the first one.</summary>
    public void Plant(Func<ScimUser, ScimUser> change) => _users[Guid.NewGuid()] = change(_users.Values.First());

    /// <summary>Somebody else's user, whom an administrator put into a synced group.</summary>
    public void Intrude(Guid group)
    {
        var id = Guid.NewGuid();
        _users[id] = new ScimUser([ScimSchemas.User], "cloud-admin@contoso.corp.com", true, id.ToString("D"));
        _groups[IdOf(group)].Members.Add(id);
    }

    public Task<Result<ScimListResponse<ScimUser>>> ReadUsersAsync(int startIndex, int count, CancellationToken cancellationToken) =>
        Page([.. _users.Select(user => user.Value with { Id = user.Key.ToString("D") })], startIndex, count);

    public Task<Result<ScimListResponse<ScimDevice>>> ReadDevicesAsync(int startIndex, int count, CancellationToken cancellationToken) =>
        Page([.. _devices.Select(device => device.Value with { Id = device.Key.ToString("D"), Registered = false })], startIndex, count);

    public Task<Result<ScimListResponse<ScimGroup>>> ReadGroupsAsync(int startIndex, int count, CancellationToken cancellationToken) =>
        Page([.. _groups.Select(group => group.Value.Group with { Id = group.Key.ToString("D"), Members = [.. group.Value.Members.Select(id => new ScimMember(id.ToString("D")))] })], startIndex, count);

    public Task<Result<IReadOnlyDictionary<Guid, Guid>>> FindAsync(ObjectKind kind, IReadOnlyList<Guid> anchors, CancellationToken cancellationToken)
    {
        Assert.InRange(anchors.Count, 1, ScimApi.MostAnchors);
        IReadOnlyDictionary<Guid, Guid> found = All().Where(pair => pair.Kind == kind && anchors.Contains(pair.Anchor)).ToDictionary(pair => pair.Anchor, pair => pair.Id);
        return Task.FromResult<Result<IReadOnlyDictionary<Guid, Guid>>>(new Dictionary<Guid, Guid>(found));
    }

    public Task<Result<ScimBulkResponse>> WriteAsync(ReadOnlyMemory<byte> body, int operations, CancellationToken cancellationToken)
    {
        Assert.True(ContractsJson.TryRead(body.Span, ContractsJson.Default.ScimBulkRequest, out var request), Encoding.UTF8.GetString(body.Span));
        Assert.Equal(operations, request.Operations.Count);
        Writing?.Invoke(false);
        if (body.Length > MaximumPayload)
            return Task.FromResult<Result<ScimBulkResponse>>(Catalogue.Connect.ServerRefused);
        Requests.Add((body.Length, operations));
        var response = new ScimBulkResponse([ScimSchemas.BulkResponse], [.. request.Operations.Select(Apply)]);
        Writing?.Invoke(true);
        return Task.FromResult(Lie is null ? response : Lie(response));
    }

    private IEnumerable<(ObjectKind Kind, Guid Anchor, Guid Id)> All() =>
        _users.Where(user => user.Value.OnPremises is not null).Select(user => (ObjectKind.User, Guid.Parse(user.Value.ExternalId!), user.Key))
            .Concat(_groups.Select(group => (ObjectKind.Group, Guid.Parse(group.Value.Group.ExternalId!), group.Key)))
            .Concat(_devices.Select(device => (ObjectKind.Device, Guid.Parse(device.Value.ExternalId!), device.Key)));

    private static Task<Result<ScimListResponse<T>>> Page<T>(List<T> all, int startIndex, int count) => Task.FromResult<Result<ScimListResponse<T>>>(
        new ScimListResponse<T>([], all.Count, startIndex, count, [.. all.Skip(startIndex - 1).Take(count)]));

    private ScimBulkResult Apply(ScimBulkOperation operation)
    {
        var path = operation.Path.Split('/');
        Operations.Add($"{operation.Method} {path[1]}");
        var id = path.Length > 2 ? Guid.ParseExact(path[2], "D") : Guid.NewGuid();
        if (path.Length > 2 && !_users.ContainsKey(id) && !_groups.ContainsKey(id) && !_devices.ContainsKey(id))
            return Refuse(operation, "404", "KW2510 There is no such resource.");
        if (operation.Method == "DELETE")
        {
            Delete(id);
            return new ScimBulkResult("DELETE", "204");
        }

        if (operation.Method == "PATCH")
            return Patch(operation, id);
        var data = Encoding.UTF8.GetBytes(operation.Data!.Value.GetRawText());
        var why = path[1] switch { "Users" => PutUser(data, id), "Groups" => PutGroup(data, id), _ => PutDevice(data, id) };
        return why is null
            ? new ScimBulkResult(operation.Method, operation.Method == "POST" ? "201" : "200", operation.BulkId, Location: $"https://localhost/scim/v2/{path[1]}/{id:D}")
            : Refuse(operation, "409", why);
    }

    private string? PutUser(byte[] data, Guid id)
    {
        Assert.True(ContractsJson.TryRead(data, ContractsJson.Default.ScimUser, out var user));
        if (IsTaken(user.ExternalId, id))
            return "KW2516 Another object of this domain has the same externalId.";
        if (_users.TryGetValue(id, out var before) && before.OnPremises!.SecurityIdentifier != user.OnPremises!.SecurityIdentifier)
            return "KW2518 The security identifier of an object never changes.";
        if (user.UserName == Refused || _users.Any(other => other.Key != id && other.Value.UserName.Equals(user.UserName, StringComparison.OrdinalIgnoreCase)))
            return "KW2055 The user name is taken.";
        _users[id] = user;
        return null;
    }

    private string? PutGroup(byte[] data, Guid id)
    {
        Assert.True(ContractsJson.TryRead(data, ContractsJson.Default.ScimGroup, out var group));
        Assert.Null(group.Members);
        if (IsTaken(group.ExternalId, id))
            return "KW2516 Another object of this domain has the same externalId.";
        _groups[id] = (group, _groups.TryGetValue(id, out var before) ? before.Members : []);
        return null;
    }

    private string? PutDevice(byte[] data, Guid id)
    {
        Assert.True(ContractsJson.TryRead(data, ContractsJson.Default.ScimDevice, out var device));
        if (IsTaken(device.ExternalId, id))
            return "KW2516 Another object of this domain has the same externalId.";
        _devices[id] = device;
        return null;
    }

    private bool IsTaken(string? externalId, Guid id) => All().Any(pair => pair.Id != id && pair.Anchor.ToString("D") == externalId);

    private ScimBulkResult Patch(ScimBulkOperation operation, Guid id)
    {
        foreach (var change in operation.Data!.Value.GetProperty(nameof(ScimBulkRequest.Operations)).EnumerateArray())
        {
            var members = change.GetProperty("value").EnumerateArray().Select(member => Guid.ParseExact(member.GetProperty("value").GetString()!, "D")).ToList();
            Assert.Equal("members", change.GetProperty("path").GetString());
            if (change.GetProperty("op").GetString() == "remove")
            {
                _groups[id].Members.ExceptWith(members);
                continue;
            }

            if (members.Any(member => !_users.ContainsKey(member) && !_groups.ContainsKey(member)))
                return Refuse(operation, "400", "KW2522 A member is no user or group of this server.");
            _groups[id].Members.UnionWith(members);
        }

        return new ScimBulkResult("PATCH", "204");
    }

    private void Delete(Guid id)
    {
        _users.Remove(id);
        _groups.Remove(id);
        _devices.Remove(id);
        foreach (var group in _groups.Values)
            group.Members.Remove(id);
    }

    private static ScimBulkResult Refuse(ScimBulkOperation operation, string status, string detail) =>
        new(operation.Method, status, operation.BulkId, Response: new ScimError([ScimSchemas.Error], status, detail));
}
