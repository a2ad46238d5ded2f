using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Tokens;
using Keyway.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Devices;

/// <summary><c>POST /EnrollmentServer/device/</c>: cloud join ([MS-DVRJ] 3.1.5.1).</summary>
internal static class JoinEndpoint
{
    private const int MaximumBody = 64 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/EnrollmentServer/device/", Join)
            .WithMetadata(new RequestSizeLimitAttribute(MaximumBody))
            .RequireToken(ErrorForm.DeviceJoin, Resources.DeviceRegistration);

    private static async Task<IResult> Join(HttpContext http, CloudJoins joins, DevicePolicies policies, AccountDirectory accounts, TimeProvider time)
    {
        var joined = await JoinAsync(http, joins, policies, accounts, time);
        return joined.TryGet(out var response, out var refusal)
            ? Results.Json(response, ContractsJson.Default.DeviceJoinResponse)
            : new RefusalReply(ErrorForm.DeviceJoin, refusal);
    }

    // The order: the body, the person, the policy, the request's own rules, then quota, keys and certificate in one unit of work.
    private static async Task<Result<DeviceJoinResponse>> JoinAsync(HttpContext http, CloudJoins joins, DevicePolicies policies, AccountDirectory accounts, TimeProvider time)
    {
        if (!(await JsonBody.ReadAsync(http.Request, ContractsJson.Default.DeviceJoinRequest)).TryGet(out var request, out var refusal))
            return refusal;
        if (Caller.Of(http).UserId is not { } userId)
            return Catalogue.Accounts.Forbidden;
        if (accounts.Find(userId) is not { } owner)
            return Catalogue.Accounts.AccountUnknown;
        if (owner.Check(time.GetUtcNow()) is { } notNow)
            return notNow;
        var policy = policies.Current;
        if (policy.Check(owner, Caller.Of(http), accounts) is { } forbidden)
            return forbidden;
        return DeviceJoin.Parse(request).TryGet(out var join, out refusal)
            ? await joins.JoinAsync(owner, join, policy.Quota, http.RequestAborted)
            : refusal;
    }
}
