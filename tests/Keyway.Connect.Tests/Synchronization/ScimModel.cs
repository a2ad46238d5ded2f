using Keyway.Connect.Synchronization;
using Keyway.Contracts;
using Keyway.Contracts.Provisioning;

namespace Keyway.Connect.Tests.Synchronization;

/// <summary>The meaning of SCIM operations by RFC 7644 as a state, for laws: what any conforming server holds after them.</summary>
internal sealed class ScimModel
{
    private readonly Dictionary<string, ScimUser> _users = [];
    private readonly Dictionary<string, ScimGroup> _groups = [];
    private int _next;

    /// <summary>A user name that the server will not have.</summary>
    public string? Refused { get; set; }

    /// <summary>Operations so far.</summary>
    public int Writes { get; private set; }

    public ServerState Read() => ServerState.Of("contoso.corp.com", _users.Values, _groups.Values).Value;

    public ScimBulkResponse Apply(IReadOnlyList<ScimBulkOperation> operations)
    {
        var made = new Dictionary<string, string>();
        return new ScimBulkResponse([ScimSchemas.BulkResponse], [.. operations.Select(operation => Apply(operation, made))]);
    }

    private ScimBulkResult Apply(ScimBulkOperation operation, Dictionary<string, string> made)
    {
        Writes++;
        var path = operation.Path.Split('/');
        var id = operation.Method == "POST" ? $"s{_next++}" : path[2];
        if (operation.Method != "POST" && !_users.ContainsKey(id) && !_groups.ContainsKey(id))
            throw new InvalidOperationException($"{operation.Method} {operation.Path}: there is no such object.");

        if (operation.Method == "DELETE")
        {
            _users.Remove(id);
            _groups.Remove(id);
            foreach (var (key, group) in _groups)
                _groups[key] = group with { Members = [.. group.Members!.Where(member => member.Value != id)] };
            return new ScimBulkResult("DELETE", "204");
        }

        var body = System.Text.Encoding.UTF8.GetBytes(operation.Data!.Value.GetRawText());
        if (path[1] == "Users")
        {
            Assert.True(ContractsJson.TryRead(body, ContractsJson.Default.ScimUser, out var user));
            if (user.UserName == Refused)
                return new ScimBulkResult(operation.Method, "409", operation.BulkId);
            _users[id] = user with { Id = id };
        }
        else
        {
            Assert.True(ContractsJson.TryRead(body, ContractsJson.Default.ScimGroup, out var group));

            // RFC 7644 3.7.2: what names an operation that failed fails with it.
            if (group.Members!.Any(member => member.Value.StartsWith("bulkId:", StringComparison.Ordinal) && !made.ContainsKey(member.Value[7..])))
                return new ScimBulkResult(operation.Method, "409", operation.BulkId);
            _groups[id] = group with { Id = id, Members = [.. group.Members!.Select(member => member with { Value = Resolve(member.Value, made) })] };
        }

        if (operation.BulkId is { } bulkId)
            made[bulkId] = id;
        return new ScimBulkResult(operation.Method, operation.Method == "POST" ? "201" : "200", operation.BulkId, Location: $"https://localhost/scim/v2/{path[1]}/{id}");
    }

    private string Resolve(string value, Dictionary<string, string> made)
    {
        var id = value.StartsWith("bulkId:", StringComparison.Ordinal) ? made[value[7..]] : value;
        return _users.ContainsKey(id) || _groups.ContainsKey(id) ? id : throw new InvalidOperationException($"Member {value} does not exist.");
    }
}
