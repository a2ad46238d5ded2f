using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Tokens;
using Keyway.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Devices;

/// <summary><c>/v1.0/policies/deviceRegistrationPolicy</c> (the vendor's Graph): GET, and PUT of the whole.</summary>
internal static class DevicePolicyEndpoints
{
    private const string Path = "/v1.0/policies/deviceRegistrationPolicy";
    private const int MaximumBody = 32 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, (DevicePolicies policies) => Reply(policies.Current)).RequireToken(ErrorForm.Graph, Resources.Graph, Role.GlobalAdministrator, Role.Reader);
        endpoints.MapPut(Path, Put).WithMetadata(new RequestSizeLimitAttribute(MaximumBody)).RequireToken(ErrorForm.Graph, Resources.Graph, Role.GlobalAdministrator);
    }

    private static async Task<IResult> Put(HttpContext http, DevicePolicies policies)
    {
        if (!(await JsonBody.ReadAsync(http.Request, DevicesJson.Default.DevicePolicyDocument)).TryGet(out var document, out var refusal))
            return new RefusalReply(ErrorForm.Graph, refusal.Error == Catalogue.Accounts.BodyMalformed ? Catalogue.Devices.PolicyRefused : refusal);
        return DeviceRules.Of(document).TryGet(out var rules, out refusal)
            && (await policies.ReplaceAsync(rules, Caller.Of(http).UserId, http.RequestAborted)).TryGet(out rules, out refusal)
                ? Reply(rules)
                : new RefusalReply(ErrorForm.Graph, refusal);
    }

    private static IResult Reply(DeviceRules rules) => Results.Json(rules.Document, DevicesJson.Default.DevicePolicyDocument);
}
