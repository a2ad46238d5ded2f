using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Errors;
using Keyway.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Devices;

/// <summary>What a joined device does with itself, as <see cref="PresentedDevice"/> recognises it: <c>DELETE /EnrollmentServer/device/{id}</c> and <c>POST …/{id}/renew</c>.</summary>
internal static class OwnDeviceEndpoints
{
    private const int MaximumBody = 16 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapDelete("/EnrollmentServer/device/{id:guid}", Delete);
        endpoints.MapPost("/EnrollmentServer/device/{id:guid}/renew", Renew).WithMetadata(new RequestSizeLimitAttribute(MaximumBody));
    }

    private static async Task<IResult> Delete(Guid id, HttpContext http, DeviceCredential credential, DeviceRegistry registry, DeviceService devices)
    {
        if (!PresentedDevice.Authenticate(http, id, credential, registry).TryGet(out var device, out var refusal)
            || !(await devices.LeaveAsync(device, http.RequestAborted)).TryGet(out _, out refusal))
        {
            return new RefusalReply(ErrorForm.DeviceJoin, refusal);
        }

        // Some clients take nothing but 200 for success.
        return Results.Ok();
    }

    private static async Task<IResult> Renew(Guid id, HttpContext http, DeviceCredential credential, DeviceRegistry registry, DeviceRenewals renewals) =>
        (await RenewAsync(id, http, credential, registry, renewals)).TryGet(out var issued, out var refusal)
            ? Results.Json(issued, ContractsJson.Default.IssuedDeviceCertificate)
            : new RefusalReply(ErrorForm.DeviceJoin, refusal);

    private static async Task<Result<IssuedDeviceCertificate>> RenewAsync(Guid id, HttpContext http, DeviceCredential credential, DeviceRegistry registry, DeviceRenewals renewals)
    {
        if (!PresentedDevice.Authenticate(http, id, credential, registry).TryGet(out var device, out var refusal)
            || !(await JsonBody.ReadAsync(http.Request, ContractsJson.Default.DeviceRenewalRequest)).TryGet(out var request, out refusal)
            || !CertificateSigningRequest.ReadKey(request.CertificateRequest).TryGet(out var key, out refusal))
        {
            return refusal;
        }

        return await renewals.RenewAsync(device, key, http.RequestAborted);
    }
}
