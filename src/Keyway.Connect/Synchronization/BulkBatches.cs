using System.Text.Json;
using Keyway.Connect.IdentityServer;
using Keyway.Contracts;
using Keyway.Contracts.Provisioning;

namespace Keyway.Connect.Synchronization;

/// <summary>Cuts a plan into bulk requests within the server's limits.</summary>
internal static class BulkBatches
{
    /// <summary>A larger request would only keep one transaction open longer.</summary>
    public const int MostOperations = 500;

    // {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[]} and some air.
    private const int Frame = 200;

    private static readonly string[] GroupSchemas = [ScimSchemas.Group, ScimSchemas.OnPremises];

    /// <summary>
    /// One batch after the other, made when asked for: before asking for the next, the caller puts the ids that the server gave into
    /// <paramref name="ids"/>. A member created in the same batch is named by <c>bulkId:</c>; one whose creation was refused is left out.
    /// A change that is too large for any batch goes alone, and the server decides.
    /// </summary>
    public static IEnumerable<BulkBatch> Split(IReadOnlyList<SyncChange> changes, BulkLimits limits, IReadOnlyDictionary<Guid, string> ids)
    {
        var most = Math.Min(limits.MaximumOperations, MostOperations);
        var batch = new List<SyncChange>();
        var operations = new List<ScimBulkOperation>();
        var inBatch = new HashSet<Guid>();
        long size = Frame;
        foreach (var change in changes)
        {
            // A group is linked by its id, which only the answer to its creation tells.
            var operation = change.Action == SyncAction.Link && inBatch.Count > 0 ? null : Render(change, ids, inBatch);
            if (batch.Count > 0 && (operation is null || batch.Count >= most || size + Length(operation) > limits.MaximumPayload))
            {
                yield return new BulkBatch(batch, operations);
                (batch, operations, size) = ([], [], Frame);
                inBatch.Clear();
                operation = Render(change, ids, inBatch);
            }

            if (operation is null)
                continue;
            batch.Add(change);
            operations.Add(operation);
            size += Length(operation);
            if (change.Action == SyncAction.Create)
                inBatch.Add(change.Anchor);
        }

        if (batch.Count > 0)
            yield return new BulkBatch(batch, operations);
    }

    /// <summary>The name under which a batch refers to an object that it creates.</summary>
    public static string BulkId(SyncChange change) => change.Anchor.ToString("N");

    private static long Length(ScimBulkOperation operation) => JsonSerializer.SerializeToUtf8Bytes(operation, ContractsJson.Default.ScimBulkOperation).Length + 1;

    /// <summary>Null for a group that is to be linked and was never created.</summary>
    private static ScimBulkOperation? Render(SyncChange change, IReadOnlyDictionary<Guid, string> ids, HashSet<Guid> inBatch)
    {
        var collection = change.IsGroup ? "/Groups" : "/Users";
        if (change.Action == SyncAction.Create)
            return new ScimBulkOperation("POST", collection, BulkId(change), Data: Content(change, ids, inBatch));

        if ((change.ServerId ?? ids.GetValueOrDefault(change.Anchor)) is not { } id)
            return null;
        var path = $"{collection}/{Uri.EscapeDataString(id)}";
        return change.Action == SyncAction.Delete
            ? new ScimBulkOperation("DELETE", path)
            : new ScimBulkOperation("PUT", path, Data: Content(change, ids, inBatch));
    }

    private static JsonElement Content(SyncChange change, IReadOnlyDictionary<Guid, string> ids, HashSet<Guid> inBatch)
    {
        if (change.User is { } user)
            return JsonSerializer.SerializeToElement(user, ContractsJson.Default.ScimUser);

        var group = change.Group!;
        var members = new List<ScimMember>(group.Members.Count);
        foreach (var member in group.Members)
        {
            if (Reference(member, ids, inBatch) is { } value)
                members.Add(new ScimMember(value, member.IsGroup ? "Group" : "User"));
        }

        return JsonSerializer.SerializeToElement(
            new ScimGroup(GroupSchemas, group.DisplayName, ExternalId: group.Anchor.ToString("D"), Members: members, OnPremises: group.OnPremises), ContractsJson.Default.ScimGroup);
    }

    private static string? Reference(GroupMember member, IReadOnlyDictionary<Guid, string> ids, HashSet<Guid> inBatch) =>
        ids.TryGetValue(member.Anchor, out var id) ? id
        : inBatch.Contains(member.Anchor) ? "bulkId:" + member.Anchor.ToString("N")
        : null;
}
