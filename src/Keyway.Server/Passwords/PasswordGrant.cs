using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.SignIns;
using Keyway.Server.Tokens;

namespace Keyway.Server.Passwords;

/// <summary>
/// User name and password for an access token (RFC 6749 4.3); with the code of an authenticator app where one is registered, in the field <c>otp</c>. Without an app the
/// token is of one factor, and nothing that needs more takes it.
/// </summary>
internal sealed class PasswordGrant(PasswordAndCode signIn, SignInLog signIns, AccessTokens tokens) : ITokenGrant
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
            || !(await signIn.VerifyAsync(userName, password, form["otp"], form.Sender)).TryGet(out var person, out refusal))
        {
            return refusal;
        }

        if (!UserResource.MayHave(person.Account, resource))
            return Catalogue.PrimaryRefreshTokens.ResourceUnknown;
        var method = person.Methods.Contains(AuthenticationMethod.MultiFactor) ? SignInMethod.PasswordAndCode : SignInMethod.Password;
        var entry = new SignInAttempt(SignInClient.TokenEndpoint, form.Source, resource).Completed(person.AuthenticatedOn, method, person.Account);
        if (!(await signIns.AppendAsync(entry, CancellationToken.None)).TryGet(out _, out refusal))
            return refusal;
        return TokenReply.Of(tokens, new Caller(person.Account.Id, null, resource, person.Account.Roles, person.Methods, person.AuthenticatedOn, null));
    }
}
