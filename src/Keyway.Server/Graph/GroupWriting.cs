using System.Text.Json.Nodes;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Provisioning;
using Keyway.Server.Storage;

namespace Keyway.Server.Graph;

/// <summary>Cloud groups made, renamed, filled and deleted through the API, by provisioning's rules: a synced group is its domain's.</summary>
internal sealed class GroupWriting(DurableWriter writer, GroupProvisioning provisioning)
{
    public async Task<Result<DirectoryGroup>> CreateAsync(HttpContext http, GroupChange body)
    {
        var authority = GraphRequests.Authority(http);
        return GroupAttributes.Parse(GraphRequests.Scim(new JsonObject { ["displayName"] = body.DisplayName })).TryGet(out var attributes, out var refusal)
            ? await writer.WriteAsync<DirectoryGroup>(session => provisioning.Create(session, authority, attributes), http.RequestAborted)
            : refusal;
    }

    public Task<Result<DirectoryGroup>> RenameAsync(HttpContext http, Guid id, GroupChange body) =>
        PatchAsync(http, id, new JsonObject { ["op"] = "replace", ["path"] = "displayName", ["value"] = body.DisplayName });

    public Task<Result<DirectoryGroup>> AddMemberAsync(HttpContext http, Guid id, Guid member) => PatchAsync(
        http, id, new JsonObject { ["op"] = "add", ["path"] = "members", ["value"] = new JsonArray(new JsonObject { ["value"] = member.ToString("D") }) });

    /// <returns>KW2788 when it is no direct member.</returns>
    public Task<Result<DirectoryGroup>> RemoveMemberAsync(HttpContext http, Guid id, Guid member) => PatchAsync(
        http, id, new JsonObject { ["op"] = "remove", ["path"] = $"members[value eq \"{member:D}\"]" }, Catalogue.Graph.MemberNotFound);

    /// <summary>Deletes a group for good.</summary>
    public Task<Result<DirectoryGroup>> DeleteAsync(HttpContext http, Guid id)
    {
        var (authority, ifMatch) = (GraphRequests.Authority(http), http.IfMatch());
        return writer.WriteAsync<DirectoryGroup>(session => provisioning.Delete(session, authority, id, ifMatch), http.RequestAborted);
    }

    private async Task<Result<DirectoryGroup>> PatchAsync(HttpContext http, Guid id, JsonObject operation, KeywayError? whenUnchanged = null)
    {
        var (authority, ifMatch) = (GraphRequests.Authority(http), http.IfMatch());
        if (!PatchRequest.Parse(GraphRequests.Scim(new JsonObject { ["Operations"] = new JsonArray(operation) })).TryGet(out var patch, out var refusal))
            return refusal;
        return await writer.WriteAsync<DirectoryGroup>(
            session =>
            {
                var before = DirectoryGroups.Find(session, id);
                if (!provisioning.Patch(session, authority, id, patch, ifMatch).TryGet(out var after, out var refused))
                    return refused;
                return whenUnchanged is not null && after.Version == before!.Version ? whenUnchanged : after;
            },
            http.RequestAborted);
    }
}
