using Keyway.Errors;
using Keyway.Server.Devices;
using Keyway.Server.Storage;

namespace Keyway.Server.Provisioning.Computers;

/// <summary><c>/scim/v2/Devices</c>, a resource type of our own: the computers of domains that may complete a hybrid join.</summary>
internal sealed class ComputerEndpoints(Store store, DurableWriter writer, ComputerProvisioning computers, DirectorySearch search, ScimResources resources)
{
    public static void Map(RouteGroupBuilder read, RouteGroupBuilder write)
    {
        read.MapGet("Devices", (HttpContext http, ComputerEndpoints computers) => computers.List(http, ListRequest.Parse(http.Request.Query)));
        read.MapPost("Devices/.search", async (HttpContext http, ComputerEndpoints computers) => computers.List(http, await ScimBody.ReadSearchAsync(http.Request)))
            .WithMetadata(ScimBody.SearchLimit);
        read.MapGet("Devices/{id:guid}", (Guid id, HttpContext http, ComputerEndpoints computers) => computers.Get(id, http));
        write.MapPost("Devices", (HttpContext http, ComputerEndpoints computers) => computers.PostAsync(http)).WithMetadata(ScimBody.SizeLimit);
        write.MapPut("Devices/{id:guid}", (Guid id, HttpContext http, ComputerEndpoints computers) => computers.PutAsync(id, http)).WithMetadata(ScimBody.SizeLimit);
        write.MapPatch("Devices/{id:guid}", (Guid id, HttpContext http, ComputerEndpoints computers) => computers.PatchAsync(id, http)).WithMetadata(ScimBody.SizeLimit);
        write.MapDelete("Devices/{id:guid}", (Guid id, HttpContext http, ComputerEndpoints computers) => computers.DeleteAsync(id, http));
    }

    private IResult List(HttpContext http, Result<ListRequest> asked)
    {
        if (!asked.TryGet(out var request, out var refusal) || !search.Devices(http.Authority(), request).TryGet(out var page, out refusal))
            return new ScimRefusalReply(refusal);
        return ScimDocument.List(page, request.Start, (json, computer) => resources.Write(json, computer.Device, computer.Registered, request.Projection));
    }

    private IResult Get(Guid id, HttpContext http)
    {
        var device = store.Read(session => HybridDevices.Find(session, id));
        if (device is null || !http.Authority().Sees(device.Domain))
            return new ScimRefusalReply(Catalogue.Provisioning.ResourceNotFound);
        return http.IsNotModified(device.Version) ? Results.StatusCode(StatusCodes.Status304NotModified) : Show(http, device, StatusCodes.Status200OK);
    }

    private async Task<IResult> PostAsync(HttpContext http)
    {
        if (!(await ScimBody.ReadAsync(http.Request)).TryGet(out var body, out var refusal) || !ComputerAttributes.Parse(body).TryGet(out var attributes, out refusal))
            return new ScimRefusalReply(refusal);
        var authority = http.Authority();
        var created = await writer.WriteAsync(session => computers.Create(session, authority, attributes), http.RequestAborted);
        if (!created.TryGet(out var device, out refusal))
            return new ScimRefusalReply(refusal);
        http.Response.Headers.Location = resources.Location(ScimKind.Devices, device.Id);
        return Show(http, device, StatusCodes.Status201Created);
    }

    private async Task<IResult> PutAsync(Guid id, HttpContext http)
    {
        if (!(await ScimBody.ReadAsync(http.Request)).TryGet(out var body, out var refusal) || !ComputerAttributes.Parse(body).TryGet(out var attributes, out refusal))
            return new ScimRefusalReply(refusal);
        var (authority, ifMatch) = (http.Authority(), http.IfMatch());
        return Reply(http, await writer.WriteAsync(session => computers.Replace(session, authority, id, attributes, ifMatch), http.RequestAborted));
    }

    private async Task<IResult> PatchAsync(Guid id, HttpContext http)
    {
        if (!(await ScimBody.ReadAsync(http.Request)).TryGet(out var body, out var refusal) || !PatchRequest.Parse(body).TryGet(out var patch, out refusal))
            return new ScimRefusalReply(refusal);
        var (authority, ifMatch) = (http.Authority(), http.IfMatch());
        return Reply(http, await writer.WriteAsync(session => computers.Patch(session, authority, id, patch, ifMatch), http.RequestAborted));
    }

    private async Task<IResult> DeleteAsync(Guid id, HttpContext http)
    {
        var (authority, ifMatch) = (http.Authority(), http.IfMatch());
        var deleted = await writer.WriteAsync(session => computers.Delete(session, authority, id, ifMatch), http.RequestAborted);
        return deleted.TryGet(out _, out var refusal) ? Results.NoContent() : new ScimRefusalReply(refusal);
    }

    private IResult Reply(HttpContext http, Result<HybridDevice> changed) =>
        changed.TryGet(out var device, out var refusal) ? Show(http, device, StatusCodes.Status200OK) : new ScimRefusalReply(refusal);

    private ScimDocument Show(HttpContext http, HybridDevice device, int status)
    {
        http.Response.Headers.ETag = EntityTag.Of(device.Version);
        var (projection, registered) = (http.Projection(), store.Read(session => HybridDevices.IsRegistered(session, device.Id)));
        return new ScimDocument(status, json => resources.Write(json, device, registered, projection));
    }
}
