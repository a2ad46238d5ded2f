using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.Devices;
using Keyway.Server.PrimaryRefreshTokens.RenewedPasswords;
using Keyway.Server.Tokens;

namespace Keyway.Server.PrimaryRefreshTokens;

/// <summary>
/// Sign-in steps 3 to 5, <i>PRT request</i>, <i>Verify</i> and <i>Issue</i> ([MS-OAPXBC] 3.1.5.1.2): this list is the documentation of what a
/// device sign-in is.
/// </summary>
internal sealed partial class PrtGrant(
    DeviceRegistry devices, SecurityKeySignIn signIn, PasswordRenewals passwords, PrtIssuer issuer, PrtRenewal renewal, ILogger<PrtGrant> log) : ITokenGrant
{
    public string GrantType => GrantTypes.JwtBearer;

    public bool Guessable => false;

    public async Task<Result<TokenReply>> HandleAsync(TokenForm form, CancellationToken cancellation)
    {
        if (!form.Require("request").TryGet(out var text, out var refusal))
            return refusal;
        var formAsksForTicket = string.Equals(form["tgt"], "true", StringComparison.OrdinalIgnoreCase);
        if (SessionKeyProof.IsOne(text))
            return await renewal.HandleAsync(text, formAsksForTicket, cancellation);

        // PRT request: the signed envelope is taken apart.
        if (!PrtRequestReader.Read(text).TryGet(out var request, out refusal))
            return refusal;

        // Verify, the device: joined here, enabled, and holder of its key.
        if (!request.Jws.Authenticate(devices).TryGet(out var device, out refusal))
            return refusal;

        // Verify, the person: nonce, credential, gesture, account, policy. A password that the domain has seen changed since it was synced has not expired.
        var answer = request.Claims.RenewedPassword;
        if (!signIn.Verify(request.Claims.RequestNonce, request.Claims.Assertion, answer is null ? null : (nonce, account) => passwords.Renew(nonce, device, account, answer))
            .TryGet(out var verified, out refusal))
            return refusal;

        // Issue: the PRT and its session key, and the partial TGT if one was asked for.
        var issued = issuer.Issue(verified, device, request.Claims.ClientId, request.Claims.Tgt || formAsksForTicket);

        // Issue, for good: one durable write spends the nonce, moves the counter and stores the PRT; before it nothing is handed out.
        if (!(await issuer.RecordAsync(issued, verified, device, form.Source, cancellation)).TryGet(out var reply, out refusal))
            return refusal;
        LogSignedIn(verified.Account.Id, device.Id, verified.Key.Aaguid);
        return TokenReply.Of(reply, ContractsJson.Default.PrtResponse);
    }

    [LoggerMessage(LogLevel.Information, "{Account} signed in on device {Device} with a security key of model {Model}")]
    private partial void LogSignedIn(Guid account, Guid device, Guid model);
}
