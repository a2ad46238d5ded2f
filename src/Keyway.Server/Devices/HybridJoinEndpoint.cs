using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Errors;
using Keyway.Server.Tenants;
using Keyway.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Devices;

/// <summary><c>PUT /EnrollmentServer/device/{objectGUID}</c>: completes a hybrid join. Without a token: the computer proves itself by the key of a synced certificate.</summary>
internal static class HybridJoinEndpoint
{
    private const int MaximumBody = 64 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPut("/EnrollmentServer/device/{id:guid}", Join).WithMetadata(new RequestSizeLimitAttribute(MaximumBody));

    private static async Task<IResult> Join(Guid id, HttpContext http, HybridJoins joins, Tenant tenant) =>
        (await JoinAsync(id, http, joins, tenant)).TryGet(out var response, out var refusal)
            ? Results.Json(response, ContractsJson.Default.DeviceJoinResponse)
            : new RefusalReply(ErrorForm.DeviceJoin, refusal);

    private static async Task<Result<DeviceJoinResponse>> JoinAsync(Guid id, HttpContext http, HybridJoins joins, Tenant tenant)
    {
        if (!(await JsonBody.ReadAsync(http.Request, ContractsJson.Default.HybridJoinRequest)).TryGet(out var request, out var refusal))
            return refusal;
        return HybridJoin.Parse(request, tenant.Id).TryGet(out var join, out refusal)
            ? await joins.JoinAsync(id, join, http.RequestAborted)
            : refusal;
    }
}
