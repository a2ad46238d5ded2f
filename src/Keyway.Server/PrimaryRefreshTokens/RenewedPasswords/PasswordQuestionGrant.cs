using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Devices;
using Keyway.Server.Tokens;
using Keyway.Server.Tokens.Nonces;

namespace Keyway.Server.PrimaryRefreshTokens.RenewedPasswords;

/// <summary>A device asks what its domain shall be shown, so that a password changed there counts in the sign-in of the same nonce. Project-defined (docs/dev/sign-in.md).</summary>
internal sealed class PasswordQuestionGrant(DeviceRegistry devices, ServerNonces nonces, PasswordRenewals passwords) : ITokenGrant
{
    public string GrantType => GrantTypes.RenewedPassword;

    public bool Guessable => false;

    public Task<Result<TokenReply>> HandleAsync(TokenForm form, CancellationToken cancellation) => Task.FromResult(Answer(form));

    private Result<TokenReply> Answer(TokenForm form)
    {
        if (!form.Require("request").TryGet(out var text, out var refusal) || !DeviceJws.Parse(text).TryGet(out var jws, out refusal))
            return refusal;
        if (!ContractsJson.TryRead(jws.Payload, ContractsJson.Default.PasswordQuestionClaims, out var claims) || claims.GrantType != GrantTypes.RenewedPassword)
            return new Refusal(Catalogue.PrimaryRefreshTokens.RequestMalformed, "claims");
        if (!jws.Authenticate(devices).TryGet(out var device, out refusal) || !nonces.Check(claims.RequestNonce, NoncePurpose.SignIn).TryGet(out var nonce, out refusal))
            return refusal;

        // Not spent: the sign-in that the answer belongs to does that.
        return DomainName.Normalise(claims.Domain) is { } domain && passwords.Ask(nonce, device, domain).TryGet(out var question, out refusal)
            ? TokenReply.Of(question, ContractsJson.Default.PasswordQuestion)
            : refusal ?? new Refusal(Catalogue.PrimaryRefreshTokens.RequestMalformed, "domain");
    }
}
