using System.Collections.Frozen;
using System.Text.Json;
using Keyway.Errors;
using Keyway.Server.Provisioning.Computers;

namespace Keyway.Server.Provisioning.Bulk;

/// <summary>Reads a bulk request. What is wrong with one operation becomes that operation's refusal; what is wrong with the whole refuses it all.</summary>
internal static class BulkReader
{
    /// <summary>As ServiceProviderConfig says.</summary>
    public const int MaximumOperations = 1000;

    private const int LongestBulkId = 100;

    private static readonly FrozenDictionary<string, ScimKind> Kinds = Enum.GetValues<ScimKind>().ToFrozenDictionary(kind => kind.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the request.</summary>
    /// <returns>The operations, and after how many errors to stop (null: never).</returns>
    public static Result<BulkRequest> Parse(ScimObject body)
    {
        if (!body.TryGet("Operations", out var list) || list.ValueKind != JsonValueKind.Array)
            return new Refusal(Catalogue.Provisioning.BodyMalformed, "Operations");
        if (list.GetArrayLength() > MaximumOperations)
            return Catalogue.Provisioning.BulkTooLarge;
        int? failOnErrors = null;
        if (body.TryGet("failOnErrors", out var limit))
        {
            if (limit.ValueKind != JsonValueKind.Number || !limit.TryGetInt32(out var number) || number < 1)
                return new Refusal(Catalogue.Provisioning.ValueRefused, "failOnErrors");
            failOnErrors = number;
        }

        var operations = new List<BulkOperation>();
        var bulkIds = new HashSet<string>();
        foreach (var element in list.EnumerateArray())
        {
            if (!ScimObject.Of(element).TryGet(out var operation, out var refusal))
                return refusal;
            var read = ParseOperation(operation);
            if (read is { Method: "POST", BulkId: { } bulkId } && !bulkIds.Add(bulkId))
                return new Refusal(Catalogue.Provisioning.BodyMalformed, "bulkId");
            operations.Add(read);
        }

        return new BulkRequest(operations, failOnErrors);
    }

    private static BulkOperation ParseOperation(ScimObject operation)
    {
        var method = operation.Text("method")?.ToUpperInvariant();
        var path = operation.Text("path")?.Trim('/').Split('/', 3);
        var kind = path is [var type, ..] && Kinds.TryGetValue(type, out var known) ? known : (ScimKind?)null;
        var bulkId = operation.Text("bulkId");
        var bare = new BulkOperation(Known(method), kind ?? ScimKind.Users, bulkId);
        if (path is not ([_] or [_, _]) || kind is null || bare.Method.Length == 0 || path.Length == 1 != (bare.Method == "POST") || bulkId is { Length: 0 or > LongestBulkId } || (bare.Method == "POST" && bulkId is null))
        {
            return bare with { Refusal = new Refusal(Catalogue.Provisioning.BodyMalformed, "method, path or bulkId") };
        }

        return WithData(bare with { Target = path.Length == 2 ? path[1] : null, IfMatch = operation.Text("version") }, operation);
    }

    private static BulkOperation WithData(BulkOperation bare, ScimObject operation)
    {
        if (bare.Method == "DELETE")
            return WithReferences(bare, null);
        if (!operation.TryGet("data", out var element) || !ScimObject.Of(element).TryGet(out var data, out _))
            return bare with { Refusal = new Refusal(Catalogue.Provisioning.BodyMalformed, "data") };

        Refusal? refusal;
        if (bare.Method == "PATCH")
            return PatchRequest.Parse(data).TryGet(out var patch, out refusal) ? WithReferences(bare with { Patch = patch }, patch) : bare with { Refusal = refusal };
        if (bare.Kind == ScimKind.Devices)
            return ComputerAttributes.Parse(data).TryGet(out var computer, out refusal) ? WithReferences(bare with { Computer = computer }, null) : bare with { Refusal = refusal };
        if (bare.Kind == ScimKind.Users)
            return UserAttributes.Parse(data).TryGet(out var user, out refusal) ? WithReferences(bare with { User = user }, null) : bare with { Refusal = refusal };
        return GroupAttributes.Parse(data).TryGet(out var group, out refusal) ? WithReferences(bare with { Group = group }, null) : bare with { Refusal = refusal };
    }

    private static BulkOperation WithReferences(BulkOperation operation, PatchRequest? patch)
    {
        IEnumerable<MemberChange> changes = operation.Group?.MemberChanges ?? [];
        if (patch is not null && operation.Kind == ScimKind.Groups)
        {
            if (!PatchedMembers(patch).TryGet(out var patched, out var refusal))
                return operation with { Refusal = refusal };
            changes = patched;
        }

        var named = changes.SelectMany(change => change.Members ?? []);
        if (operation.Target is { } target)
            named = named.Append(target);
        return operation with
        {
            References = [.. named.Where(name => name.StartsWith(MemberIds.BulkPrefix, StringComparison.OrdinalIgnoreCase)).Select(name => name[MemberIds.BulkPrefix.Length..]).Distinct()],
        };
    }

    // A patch is applied to a scratch group to see which members it names; the real one is read when the operation runs.
    private static Result<List<MemberChange>> PatchedMembers(PatchRequest patch)
    {
        var scratch = GroupAttributes.Of(new Accounts.DirectoryGroup(Guid.Empty, string.Empty, null, null, default, default, 0));
        foreach (var operation in patch.Operations)
        {
            if (scratch.Apply(operation) is { } refusal)
                return refusal;
        }

        return scratch.MemberChanges.ToList();
    }

    private static string Known(string? method) => method is "POST" or "PUT" or "PATCH" or "DELETE" ? method : string.Empty;
}
