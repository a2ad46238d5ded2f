using System.Text.Json;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Storage;

namespace Keyway.Server.Provisioning;

/// <summary><c>/scim/v2/Groups</c>. A PATCH is answered without a body unless <c>attributes</c> asks for one (RFC 7644 3.5.2): a large group is not read for the sake of one member.</summary>
internal sealed class GroupEndpoints(Store store, DurableWriter writer, GroupProvisioning groups, DirectorySearch search, ScimResources resources)
{
    public static void Map(RouteGroupBuilder read, RouteGroupBuilder write)
    {
        read.MapGet("Groups", (HttpContext http, GroupEndpoints groups) => groups.List(http, ListRequest.Parse(http.Request.Query)));
        read.MapPost("Groups/.search", async (HttpContext http, GroupEndpoints groups) => groups.List(http, await ScimBody.ReadSearchAsync(http.Request))).WithMetadata(ScimBody.SearchLimit);
        read.MapGet("Groups/{id:guid}", (Guid id, HttpContext http, GroupEndpoints groups) => groups.Get(id, http));
        write.MapPost("Groups", (HttpContext http, GroupEndpoints groups) => groups.PostAsync(http)).WithMetadata(ScimBody.SizeLimit);
        write.MapPut("Groups/{id:guid}", (Guid id, HttpContext http, GroupEndpoints groups) => groups.PutAsync(id, http)).WithMetadata(ScimBody.SizeLimit);
        write.MapPatch("Groups/{id:guid}", (Guid id, HttpContext http, GroupEndpoints groups) => groups.PatchAsync(id, http)).WithMetadata(ScimBody.SizeLimit);
        write.MapDelete("Groups/{id:guid}", (Guid id, HttpContext http, GroupEndpoints groups) => groups.DeleteAsync(id, http));
    }

    private IResult List(HttpContext http, Result<ListRequest> asked)
    {
        if (!asked.TryGet(out var request, out var refusal) || !search.Groups(http.Authority(), request).TryGet(out var page, out refusal))
            return new ScimRefusalReply(refusal);
        return ScimDocument.List(page, request.Start, (json, group) => Write(json, group, request.Projection));
    }

    private IResult Get(Guid id, HttpContext http)
    {
        var group = store.Read(session => DirectoryGroups.Find(session, id));
        if (group is null || !http.Authority().Sees(group.Domain))
            return new ScimRefusalReply(Catalogue.Provisioning.ResourceNotFound);
        return http.IsNotModified(group.Version) ? Results.StatusCode(StatusCodes.Status304NotModified) : Show(http, group, StatusCodes.Status200OK);
    }

    private async Task<IResult> PostAsync(HttpContext http)
    {
        if (!(await ScimBody.ReadAsync(http.Request)).TryGet(out var body, out var refusal) || !GroupAttributes.Parse(body).TryGet(out var attributes, out refusal))
            return new ScimRefusalReply(refusal);
        var authority = http.Authority();
        var created = await writer.WriteAsync(session => groups.Create(session, authority, attributes), http.RequestAborted);
        if (!created.TryGet(out var group, out refusal))
            return new ScimRefusalReply(refusal);
        http.Response.Headers.Location = resources.Location(ScimKind.Groups, group.Id);
        return Show(http, group, StatusCodes.Status201Created);
    }

    private async Task<IResult> PutAsync(Guid id, HttpContext http)
    {
        if (!(await ScimBody.ReadAsync(http.Request)).TryGet(out var body, out var refusal) || !GroupAttributes.Parse(body).TryGet(out var attributes, out refusal))
            return new ScimRefusalReply(refusal);
        var (authority, ifMatch) = (http.Authority(), http.IfMatch());
        var replaced = await writer.WriteAsync(session => groups.Replace(session, authority, id, attributes, ifMatch), http.RequestAborted);
        return replaced.TryGet(out var group, out refusal) ? Show(http, group, StatusCodes.Status200OK) : new ScimRefusalReply(refusal);
    }

    private async Task<IResult> PatchAsync(Guid id, HttpContext http)
    {
        if (!(await ScimBody.ReadAsync(http.Request)).TryGet(out var body, out var refusal) || !PatchRequest.Parse(body).TryGet(out var patch, out refusal))
            return new ScimRefusalReply(refusal);
        var (authority, ifMatch) = (http.Authority(), http.IfMatch());
        var patched = await writer.WriteAsync(session => groups.Patch(session, authority, id, patch, ifMatch), http.RequestAborted);
        if (!patched.TryGet(out var group, out refusal))
            return new ScimRefusalReply(refusal);
        if (http.Projection().IsNamed)
            return Show(http, group, StatusCodes.Status200OK);
        http.Response.Headers.ETag = EntityTag.Of(group.Version);
        return Results.NoContent();
    }

    private async Task<IResult> DeleteAsync(Guid id, HttpContext http)
    {
        var (authority, ifMatch) = (http.Authority(), http.IfMatch());
        var deleted = await writer.WriteAsync(session => groups.Delete(session, authority, id, ifMatch), http.RequestAborted);
        return deleted.TryGet(out _, out var refusal) ? Results.NoContent() : new ScimRefusalReply(refusal);
    }

    private ScimDocument Show(HttpContext http, DirectoryGroup group, int status)
    {
        http.Response.Headers.ETag = EntityTag.Of(group.Version);
        var projection = http.Projection();
        return new ScimDocument(status, json => Write(json, group, projection));
    }

    private void Write(Utf8JsonWriter json, DirectoryGroup group, Projection projection) =>
        resources.Write(json, group, projection.Wants("members") ? store.Read(session => Memberships.Of(session, group.Id)) : null, projection);
}
