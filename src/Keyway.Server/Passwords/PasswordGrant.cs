using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.SignIns;
using Keyway.Server.Tokens;

namespace Keyway.Server.Passwords;

/// <summary>User name and password of the domain for an access token of one factor (RFC 6749 4.3). Nothing that needs more factors takes such a token.</summary>
internal sealed class PasswordGrant(PasswordSignIn signIn, SignInLog signIns, AccessTokens tokens, TimeProvider time) : ITokenGrant
{
    public string GrantType => GrantTypes.Password;

    public bool Guessable => true;

    public async Task<Result<TokenReply>> HandleAsync(TokenForm form, CancellationToken cancellation)
    {
        if (form.Password is not { } password)
            return new Refusal(Catalogue.PrimaryRefreshTokens.RequestMalformed, "password is missing");
        // Who hangs up has guessed all the same: the request goes on to its end, so that its refusal is counted against the address.
        if (!form.Require("username").TryGet(out var userName, out var refusal)
            || !UserResource.Of(form).TryGet(out var resource, out refusal)
            || !(await signIn.SignInAsync(userName, password, form.Sender, CancellationToken.None)).TryGet(out var account, out refusal))
        {
            return refusal;
        }

        if (!UserResource.MayHave(account, resource))
            return Catalogue.PrimaryRefreshTokens.ResourceUnknown;
        var entry = new SignInAttempt(SignInClient.TokenEndpoint, form.Source, resource).Completed(time.GetUtcNow(), SignInMethod.Password, account);
        if (!(await signIns.AppendAsync(entry, CancellationToken.None)).TryGet(out _, out refusal))
            return refusal;
        return TokenReply.Of(tokens, new Caller(account.Id, null, resource, account.Roles, [AuthenticationMethod.Password], time.GetUtcNow(), null));
    }
}
