using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Hosting;
using Keyway.Server.Tenants;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.DeviceCodes;

/// <summary><c>POST /{authority}/oauth2/devicecode</c>: a program asks for a pair of codes (RFC 8628 3.1).</summary>
internal sealed class DeviceCodeEndpoint(DeviceRequests requests, Tenant tenant, ServerOptions options)
{
    public async Task<IResult> HandleAsync(HttpContext http, string authority)
    {
        if (!tenant.Answers(authority))
            return Refuse(Catalogue.PrimaryRefreshTokens.AuthorityUnknown);
        if (!(await JsonBody.ReadBytesAsync(http.Request)).TryGet(out var body, out var refusal)
            || !TokenForm.Parse(body).TryGet(out var form, out refusal)
            || !DeviceCodeClient.Of(form).TryGet(out var client, out refusal)
            || !Wanted(form).TryGet(out var wanted, out refusal)
            || !(await requests.OpenAsync(client, wanted, http.Connection.RemoteIpAddress, http.RequestAborted)).TryGet(out var opened, out refusal))
        {
            return Refuse(refusal);
        }

        var page = options.Origin + DeviceCodesFeature.PagePath;
        return Results.Json(
            new DeviceAuthorization(
                opened.DeviceCode, opened.UserCode.ToString(), page, (int)DeviceRequests.Lifetime.TotalSeconds, PollPace.FirstInterval,
                $"Open {page} in a browser and enter the code {opened.UserCode} to sign in."),
            ContractsJson.Default.DeviceAuthorization);
    }

    /// <summary>What is asked for: one of the two places where a program may act for people, and there perhaps less than all (RFC 6749 3.3).</summary>
    /// <returns>KW2601 for another place, KW2762 for a permission that does not exist.</returns>
    private static Result<RequestedScope> Wanted(TokenForm form)
    {
        if (!RequestedScope.Of(form).TryGet(out var wanted, out var refusal))
            return refusal.Error == Catalogue.PrimaryRefreshTokens.ResourceUnknown ? Catalogue.DeviceCodes.ResourceRefused : refusal;
        return wanted.Resource is Resources.DeviceRegistration or Resources.Graph ? wanted : Catalogue.DeviceCodes.ResourceRefused;
    }

    private static RefusalReply Refuse(Refusal refusal) => new(ErrorForm.OAuth, refusal);
}
