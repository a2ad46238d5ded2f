using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Storage;

namespace Keyway.Server.Provisioning;

/// <summary><c>/scim/v2/Users</c>.</summary>
internal sealed class UserEndpoints(Store store, DurableWriter writer, UserProvisioning users, DirectorySearch search, ScimResources resources)
{
    public static void Map(RouteGroupBuilder read, RouteGroupBuilder write)
    {
        read.MapGet("Users", (HttpContext http, UserEndpoints users) => users.List(http, ListRequest.Parse(http.Request.Query)));
        read.MapPost("Users/.search", async (HttpContext http, UserEndpoints users) => users.List(http, await ScimBody.ReadSearchAsync(http.Request))).WithMetadata(ScimBody.SearchLimit);
        read.MapGet("Users/{id:guid}", (Guid id, HttpContext http, UserEndpoints users) => users.Get(id, http));
        write.MapPost("Users", (HttpContext http, UserEndpoints users) => users.PostAsync(http)).WithMetadata(ScimBody.SizeLimit);
        write.MapPut("Users/{id:guid}", (Guid id, HttpContext http, UserEndpoints users) => users.PutAsync(id, http)).WithMetadata(ScimBody.SizeLimit);
        write.MapPatch("Users/{id:guid}", (Guid id, HttpContext http, UserEndpoints users) => users.PatchAsync(id, http)).WithMetadata(ScimBody.SizeLimit);
        write.MapDelete("Users/{id:guid}", (Guid id, HttpContext http, UserEndpoints users) => users.DeleteAsync(id, http));
    }

    private IResult List(HttpContext http, Result<ListRequest> asked)
    {
        if (!asked.TryGet(out var request, out var refusal) || !search.Users(http.Authority(), request).TryGet(out var page, out refusal))
            return new ScimRefusalReply(refusal);
        return ScimDocument.List(page, request.Start, (json, user) => resources.Write(json, user, request.Projection));
    }

    private IResult Get(Guid id, HttpContext http)
    {
        var user = store.Read(session => DirectoryUsers.Find(session, id));
        if (user is null || !http.Authority().Sees(user.Domain))
            return new ScimRefusalReply(Catalogue.Provisioning.ResourceNotFound);
        return http.IsNotModified(user.Version) ? Results.StatusCode(StatusCodes.Status304NotModified) : Show(http, user, StatusCodes.Status200OK);
    }

    private async Task<IResult> PostAsync(HttpContext http)
    {
        if (!(await ScimBody.ReadAsync(http.Request)).TryGet(out var body, out var refusal) || !UserAttributes.Parse(body).TryGet(out var attributes, out refusal))
            return new ScimRefusalReply(refusal);
        var authority = http.Authority();
        var created = await writer.WriteAsync(session => users.Create(session, authority, attributes), http.RequestAborted);
        if (!created.TryGet(out var user, out refusal))
            return new ScimRefusalReply(refusal);
        http.Response.Headers.Location = resources.Location(ScimKind.Users, user.Id);
        return Show(http, user, StatusCodes.Status201Created);
    }

    private async Task<IResult> PutAsync(Guid id, HttpContext http)
    {
        if (!(await ScimBody.ReadAsync(http.Request)).TryGet(out var body, out var refusal) || !UserAttributes.Parse(body).TryGet(out var attributes, out refusal))
            return new ScimRefusalReply(refusal);
        var (authority, ifMatch) = (http.Authority(), http.IfMatch());
        return Reply(http, await writer.WriteAsync(session => users.Replace(session, authority, id, attributes, ifMatch), http.RequestAborted));
    }

    private async Task<IResult> PatchAsync(Guid id, HttpContext http)
    {
        if (!(await ScimBody.ReadAsync(http.Request)).TryGet(out var body, out var refusal) || !PatchRequest.Parse(body).TryGet(out var patch, out refusal))
            return new ScimRefusalReply(refusal);
        var (authority, ifMatch) = (http.Authority(), http.IfMatch());
        return Reply(http, await writer.WriteAsync(session => users.Patch(session, authority, id, patch, ifMatch), http.RequestAborted));
    }

    private async Task<IResult> DeleteAsync(Guid id, HttpContext http)
    {
        var (authority, ifMatch) = (http.Authority(), http.IfMatch());
        var deleted = await writer.WriteAsync(session => users.Delete(session, authority, id, ifMatch), http.RequestAborted);
        return deleted.TryGet(out _, out var refusal) ? Results.NoContent() : new ScimRefusalReply(refusal);
    }

    private IResult Reply(HttpContext http, Result<DirectoryUser> changed) =>
        changed.TryGet(out var user, out var refusal) ? Show(http, user, StatusCodes.Status200OK) : new ScimRefusalReply(refusal);

    private ScimDocument Show(HttpContext http, DirectoryUser user, int status)
    {
        http.Response.Headers.ETag = EntityTag.Of(user.Version);
        var projection = http.Projection();
        return new ScimDocument(status, json => resources.Write(json, user, projection));
    }
}
