using System.Globalization;
using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Server.SignIns;
using Keyway.Server.Tenants;
using Keyway.Server.Web;

namespace Keyway.Server.Tokens;

/// <summary><c>POST /{authority}/oauth2/token</c>: reads the form, finds the grant, and lets it answer.</summary>
internal sealed class TokenEndpoint(IEnumerable<ITokenGrant> grants, Tenant tenant, GuessThrottle throttle, RefusedTokenRequests refusedRequests)
{
    private readonly Dictionary<string, ITokenGrant> _grants = grants.ToDictionary(grant => grant.GrantType, StringComparer.Ordinal);

    public async Task<IResult> HandleAsync(HttpContext http, string authority)
    {
        if (!tenant.Answers(authority))
            return Refuse(Catalogue.PrimaryRefreshTokens.AuthorityUnknown);
        if (!(await JsonBody.ReadBytesAsync(http.Request)).TryGet(out var body, out var refusal))
            return Refuse(refusal);
        var parsed = TokenForm.Parse(body, http.Connection.RemoteIpAddress, SignInSource.Of(http));
        // It may hold a password.
        CryptographicOperations.ZeroMemory(body);
        if (!parsed.TryGet(out var form, out refusal))
            return Refuse(refusal);
        using (form)
            return await GrantAsync(http, form);
    }

    private async Task<IResult> GrantAsync(HttpContext http, TokenForm form)
    {
        if (!form.Require("grant_type").TryGet(out var grantType, out var refusal))
            return Refuse(refusal);
        if (!_grants.TryGetValue(grantType, out var grant))
            return Refuse(Catalogue.PrimaryRefreshTokens.GrantUnknown);
        if (grant.Guessable && throttle.Wait(http.Connection.RemoteIpAddress) is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            refusedRequests.Note(grantType, form, Catalogue.Accounts.TooManyRequests);
            return Refuse(Catalogue.Accounts.TooManyRequests);
        }

        var granted = (await grant.HandleAsync(form, http.RequestAborted)).TryGet(out var reply, out refusal);
        if (grant.Guessable && granted)
            throttle.CountSuccess(http.Connection.RemoteIpAddress);
        else if (grant.Guessable)
            throttle.CountRefusal(http.Connection.RemoteIpAddress);
        if (granted)
            return reply!;
        refusedRequests.Note(grantType, form, refusal!);
        return Refuse(refusal!);
    }

    private static RefusalReply Refuse(Refusal refusal) => new(ErrorForm.OAuth, refusal);
}
