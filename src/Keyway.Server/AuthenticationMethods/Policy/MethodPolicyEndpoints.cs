using System.Text.Json.Serialization.Metadata;
using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;
using Keyway.Server.Provisioning;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.AuthenticationMethods.Policy;

/// <summary>
/// <c>/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/{fido2, temporaryAccessPass, softwareOath}</c> (the vendor's Graph). A
/// GET names the version as <c>ETag</c>; a PATCH with <c>If-Match</c> changes that version only.
/// </summary>
internal static class MethodPolicyEndpoints
{
    public const string Path = "/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/";

    /// <summary>Who may change policies of methods.</summary>
    public static readonly Role[] Writers = [Role.GlobalAdministrator, Role.AuthenticationPolicyAdministrator];

    /// <summary>Who may read them.</summary>
    public static readonly Role[] Readers = [.. Writers, Role.AuthenticationAdministrator, Role.Reader];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        Map<SecurityKeyPolicies, Contracts.Graph.SecurityKeyPolicy, SecurityKeyRules>(endpoints, "fido2", ContractsJson.Default.SecurityKeyPolicy);
        Map<TemporaryAccessPassPolicies, Contracts.Graph.TemporaryAccessPassPolicy, TemporaryAccessPassRules>(endpoints, "temporaryAccessPass", ContractsJson.Default.TemporaryAccessPassPolicy);
        Map<OneTimeCodePolicies, Contracts.Graph.OneTimeCodePolicy, OneTimeCodeRules>(endpoints, "softwareOath", ContractsJson.Default.OneTimeCodePolicy);
        endpoints.MapPost(Path + "fido2/impact", ImpactAsync).RequireToken(ErrorForm.Graph, Resources.Graph, Readers);
    }

    private static void Map<TPolicies, TDocument, TRules>(IEndpointRouteBuilder endpoints, string method, JsonTypeInfo<TDocument> json)
        where TPolicies : MethodPolicies<TDocument, TRules>
        where TDocument : class
        where TRules : class
    {
        endpoints.MapGet(Path + method, (HttpContext http) =>
        {
            var (document, version) = http.RequestServices.GetRequiredService<TPolicies>().CurrentVersion;
            http.Response.Headers.ETag = EntityTag.Of(version);
            return Results.Json(document, json);
        }).RequireToken(ErrorForm.Graph, Resources.Graph, Readers);

        endpoints.MapPatch(Path + method, async Task<IResult> (HttpContext http) =>
        {
            var condition = http.Request.Headers.IfMatch.Count == 0 ? null : http.Request.Headers.IfMatch.ToString();
            return (await JsonBody.ReadAsync(http.Request, json)).TryGet(out var change, out var refusal)
                && (await http.RequestServices.GetRequiredService<TPolicies>().ChangeAsync(change, Caller.Of(http).UserId, http.RequestAborted, condition)).TryGet(out _, out refusal)
                ? Results.NoContent()
                : new RefusalReply(ErrorForm.Graph, refusal);
        }).RequireToken(ErrorForm.Graph, Resources.Graph, Writers);
    }

    private static async Task<IResult> ImpactAsync(HttpContext http, SecurityKeyImpact impact) =>
        (await JsonBody.ReadAsync(http.Request, ContractsJson.Default.SecurityKeyPolicy)).TryGet(out var candidate, out var refusal)
        && impact.Of(candidate).TryGet(out var counted, out refusal)
            ? Results.Json(counted, AuthenticationMethodsJson.Default.RestrictionImpact)
            : new RefusalReply(ErrorForm.Graph, refusal);
}
