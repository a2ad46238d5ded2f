using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Graph;
using Keyway.Server.Graph.Queries;
using Keyway.Server.Tokens;
using Keyway.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Devices;

/// <summary><c>/v1.0/devices</c>: the list, one device, <c>accountEnabled</c>, and its end.</summary>
internal static class DeviceEndpoints
{
    private const string Path = "/v1.0/devices";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var read = endpoints.MapGroup(Path).RequireToken(
            ErrorForm.Graph, Resources.Graph, [Permission.DeviceReadAll, Permission.DeviceReadWriteAll], Role.GlobalAdministrator, Role.DeviceAdministrator, Role.Reader);
        read.MapGet("", List);
        read.MapGet("{id:guid}", Show);

        var write = endpoints.MapGroup(Path).RequireToken(ErrorForm.Graph, Resources.Graph, [Permission.DeviceReadWriteAll], Role.GlobalAdministrator, Role.DeviceAdministrator);
        write.MapPatch("{id:guid}", (Guid id, HttpContext http, DeviceService devices) => Change(id, http, devices)).WithMetadata(new RequestSizeLimitAttribute(4096));
        write.MapDelete("{id:guid}", async (Guid id, HttpContext http, DeviceService devices) =>
            Reply(await devices.DeleteAsync(id, Caller.Of(http).ActorId, http.RequestAborted)));
    }

    private static IResult List(HttpContext http, GraphLists lists)
    {
        var entity = GraphEntities.Devices;
        return GraphQuery<Device>.OfList(http.Request.Query, entity).TryGet(out var query, out var refusal) && lists.Read(entity, query).TryGet(out var found, out refusal)
            ? GraphReply.List(entity, query, found)
            : new RefusalReply(ErrorForm.Graph, refusal);
    }

    private static IResult Show(Guid id, HttpContext http, DeviceService devices)
    {
        if (!GraphQuery<Device>.OfOne(http.Request.Query, GraphEntities.Devices).TryGet(out var query, out var refusal))
            return new RefusalReply(ErrorForm.Graph, refusal);
        return devices.Find(id) is { } device ? GraphReply.One(GraphEntities.Devices, device, query.Select) : new RefusalReply(ErrorForm.Graph, Catalogue.Devices.DeviceNotFound);
    }

    private static async Task<IResult> Change(Guid id, HttpContext http, DeviceService devices)
    {
        if (!(await JsonBody.ReadAsync(http.Request, DevicesJson.Default.DeviceChange)).TryGet(out var change, out var refusal))
            return new RefusalReply(ErrorForm.Graph, refusal.Error == Catalogue.Accounts.BodyMalformed ? Catalogue.Devices.ChangeRefused : refusal);
        return Reply(await devices.SetEnabledAsync(id, change.AccountEnabled, Caller.Of(http).ActorId, http.RequestAborted));
    }

    private static IResult Reply(Result<Guid> done) =>
        done.TryGet(out _, out var refusal) ? Results.NoContent() : new RefusalReply(ErrorForm.Graph, refusal);
}
