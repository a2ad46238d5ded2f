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
            || !RequestedResource.Of(form).TryGet(out var resource, out refusal)
            || !(await requests.OpenAsync(client, resource, http.Connection.RemoteIpAddress, http.RequestAborted)).TryGet(out var opened, out refusal))
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

    private static RefusalReply Refuse(Refusal refusal) => new(ErrorForm.OAuth, refusal);
}
