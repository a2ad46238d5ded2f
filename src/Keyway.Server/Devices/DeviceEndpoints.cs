using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Tokens;
using Keyway.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Devices;

/// <summary><c>/v1.0/devices</c>: the list, one device, <c>accountEnabled</c>, and its end.</summary>
internal static class DeviceEndpoints
{
    // Paging comes with the administration pages.
    private const int LongestList = 1000;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var read = endpoints.MapGroup("/v1.0/devices").RequireToken(ErrorForm.Graph, Resources.Graph, Role.GlobalAdministrator, Role.Reader);
        read.MapGet("", (DeviceService devices) => Results.Json(
            new GraphList<DeviceResource>([.. devices.List(LongestList).Select(DeviceResource.Of)]), DevicesJson.Default.GraphListDeviceResource));
        read.MapGet("{id:guid}", (Guid id, DeviceService devices) => devices.Find(id) is { } device
            ? Results.Json(DeviceResource.Of(device), DevicesJson.Default.DeviceResource)
            : new RefusalReply(ErrorForm.Graph, Catalogue.Devices.DeviceNotFound));

        var write = endpoints.MapGroup("/v1.0/devices").RequireToken(ErrorForm.Graph, Resources.Graph, Role.GlobalAdministrator);
        write.MapPatch("{id:guid}", (Guid id, HttpContext http, DeviceService devices) => Change(id, http, devices)).WithMetadata(new RequestSizeLimitAttribute(4096));
        write.MapDelete("{id:guid}", async (Guid id, HttpContext http, DeviceService devices) =>
            Reply(await devices.DeleteAsync(id, Caller.Of(http).UserId, http.RequestAborted)));
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
