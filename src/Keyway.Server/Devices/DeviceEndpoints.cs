using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Hosting;
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
        var read = endpoints.MapGroup(Path).RequireToken(ErrorForm.Graph, Resources.Graph, Role.GlobalAdministrator, Role.Reader);
        read.MapGet("", List);
        read.MapGet("{id:guid}", (Guid id, DeviceService devices) => devices.Find(id) is { } device
            ? Results.Json(DeviceResource.Of(device), DevicesJson.Default.DeviceResource)
            : new RefusalReply(ErrorForm.Graph, Catalogue.Devices.DeviceNotFound));

        var write = endpoints.MapGroup(Path).RequireToken(ErrorForm.Graph, Resources.Graph, Role.GlobalAdministrator);
        write.MapPatch("{id:guid}", (Guid id, HttpContext http, DeviceService devices) => Change(id, http, devices)).WithMetadata(new RequestSizeLimitAttribute(4096));
        write.MapDelete("{id:guid}", async (Guid id, HttpContext http, DeviceService devices) =>
            Reply(await devices.DeleteAsync(id, Caller.Of(http).UserId, http.RequestAborted)));
    }

    private static IResult List(HttpContext http, DeviceService devices, ServerOptions options)
    {
        if (!DevicePaging.Parse(http.Request.Query).TryGet(out var page, out var refusal))
            return new RefusalReply(ErrorForm.Graph, refusal);
        // One more than asked for tells whether there is a next page.
        var found = devices.Page(page.After, page.Top + 1);
        var shown = found.Take(page.Top).Select(DeviceResource.Of).ToList();
        return Results.Json(
            new GraphList<DeviceResource>(shown, found.Count > page.Top ? page.NextLink(options.Origin + Path, shown[^1].Id) : null), DevicesJson.Default.GraphListDeviceResource);
    }

    private static async Task<IResult> Change(Guid id, HttpContext http, DeviceService devices)
    {
        if (!(await JsonBody.ReadAsync(http.Request, DevicesJson.Default.DeviceChange)).TryGet(out var change, out var refusal))
            return new RefusalReply(ErrorForm.Graph, refusal.Error == Catalogue.Accounts.BodyMalformed ? Catalogue.Devices.ChangeRefused : refusal);
        return Reply(await devices.SetEnabledAsync(id, change.AccountEnabled, Caller.Of(http).UserId, http.RequestAborted));
    }

    private static IResult Reply(Result<Guid> done) =>
        done.TryGet(out _, out var refusal) ? Results.NoContent() : new RefusalReply(ErrorForm.Graph, refusal);
}
