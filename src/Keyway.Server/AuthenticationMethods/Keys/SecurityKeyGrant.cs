using System.Text;
using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.SignIns;
using Keyway.Server.Storage;
using Keyway.Server.Tokens;

namespace Keyway.Server.AuthenticationMethods.Keys;

/// <summary>A security key's assertion for an access token; project-defined (docs/dev/sign-in.md).</summary>
internal sealed class SecurityKeyGrant(SecurityKeySignIn signIn, DurableWriter writer, AccessTokens tokens, SignInLog signIns, TimeProvider time) : ITokenGrant
{
    public string GrantType => GrantTypes.SecurityKey;

    public bool Guessable => false;

    public async Task<Result<TokenReply>> HandleAsync(TokenForm form, CancellationToken cancellation)
    {
        if (!form.Require("assertion").TryGet(out var json, out var refusal)
            || !form.Require("request_nonce").TryGet(out var nonce, out refusal)
            || !UserResource.Of(form).TryGet(out var resource, out refusal))
        {
            return refusal;
        }

        if (!ContractsJson.TryRead(Encoding.UTF8.GetBytes(json), ContractsJson.Default.SecurityKeyAssertion, out var assertion))
            return Catalogue.AuthenticationMethods.AssertionMalformed;
        if (!signIn.Verify(nonce, assertion).TryGet(out var verified, out refusal))
            return refusal;
        if (!UserResource.MayHave(verified.Account, resource))
            return Catalogue.PrimaryRefreshTokens.ResourceUnknown;

        var caller = new Caller(
            verified.Account.Id, null, resource, verified.Account.Roles, [AuthenticationMethod.SecurityKey, AuthenticationMethod.MultiFactor], time.GetUtcNow(), null);
        var recorded = await writer.WriteAsync<Caller>(
            session =>
            {
                if (signIn.Record(session, verified, KeyUse.Of(form.Source, client: null)) is { } lost)
                    return lost;
                signIns.Append(
                    session,
                    new SignInAttempt(SignInClient.TokenEndpoint, form.Source, resource).Completed(caller.AuthenticatedOn, SignInMethod.SecurityKey, verified.Account, verified.Key));
                return caller;
            },
            cancellation);
        return recorded.TryGet(out _, out refusal) ? TokenReply.Of(tokens, caller) : refusal;
    }
}
