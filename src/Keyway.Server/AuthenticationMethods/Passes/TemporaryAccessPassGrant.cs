using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.SignIns;
using Keyway.Server.Tokens;

namespace Keyway.Server.AuthenticationMethods.Passes;

/// <summary>User name and Temporary Access Pass for an access token; project-defined.</summary>
internal sealed class TemporaryAccessPassGrant(TemporaryAccessPasses passes, AccessTokens tokens, TimeProvider time) : ITokenGrant
{
    public string GrantType => GrantTypes.TemporaryAccessPass;

    public bool Guessable => true;

    public async Task<Result<TokenReply>> HandleAsync(TokenForm form, CancellationToken cancellation)
    {
        if (!form.Require("username").TryGet(out var userName, out var refusal)
            || !form.Require("temporary_access_pass").TryGet(out var code, out refusal)
            || !UserResource.Of(form).TryGet(out var resource, out refusal)
            || !(await passes.SignInAsync(userName, code, new SignInAttempt(SignInClient.TokenEndpoint, form.Source, resource), cancellation)).TryGet(out var account, out refusal))
        {
            return refusal;
        }

        if (!UserResource.MayHave(account, resource))
            return Catalogue.PrimaryRefreshTokens.ResourceUnknown;
        return TokenReply.Of(tokens, new Caller(account.Id, null, resource, account.Roles, [AuthenticationMethod.TemporaryAccessPass], time.GetUtcNow(), null));
    }
}
