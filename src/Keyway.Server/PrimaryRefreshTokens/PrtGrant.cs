using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.Devices;
using Keyway.Server.Tokens;

namespace Keyway.Server.PrimaryRefreshTokens;

/// <summary>
/// Sign-in steps 3 to 5, <i>PRT request</i>, <i>Verify</i> and <i>Issue</i> ([MS-OAPXBC] 3.1.5.1.2): this list is the documentation of what a
/// device sign-in is.
/// </summary>
internal sealed partial class PrtGrant(DeviceRegistry devices, SecurityKeySignIn signIn, PrtIssuer issuer, ILogger<PrtGrant> log) : ITokenGrant
{
    public string GrantType => GrantTypes.JwtBearer;

    public bool Guessable => false;

    public async Task<Result<TokenReply>> HandleAsync(TokenForm form, CancellationToken cancellation)
    {
        // PRT request: the signed envelope is taken apart.
        if (!form.Require("request").TryGet(out var text, out var refusal) || !PrtRequestReader.Read(text).TryGet(out var request, out refusal))
            return refusal;

        // Verify, the device: joined here, enabled, and holder of its key.
        if (!request.Jws.Authenticate(devices).TryGet(out var device, out refusal))
            return refusal;

        // Verify, the person: nonce, credential, gesture, account, policy.
        if (!signIn.Verify(request.Claims.RequestNonce, request.Claims.Assertion).TryGet(out var verified, out refusal))
            return refusal;

        // Issue: the PRT and its session key, and the partial TGT if one was asked for.
        var asksForTicket = request.Claims.Tgt || string.Equals(form["tgt"], "true", StringComparison.OrdinalIgnoreCase);
        var issued = issuer.Issue(verified, device, request.Claims.ClientId, asksForTicket);

        // Issue, for good: one durable write spends the nonce, moves the counter and stores the PRT; before it nothing is handed out.
        if (!(await issuer.RecordAsync(issued, verified, device, form.Source, cancellation)).TryGet(out var reply, out refusal))
            return refusal;
        LogSignedIn(verified.Account.Id, device.Id, verified.Key.Aaguid);
        return TokenReply.Of(reply, ContractsJson.Default.PrtResponse);
    }

    [LoggerMessage(LogLevel.Information, "{Account} signed in on device {Device} with a security key of model {Model}")]
    private partial void LogSignedIn(Guid account, Guid device, Guid model);
}
