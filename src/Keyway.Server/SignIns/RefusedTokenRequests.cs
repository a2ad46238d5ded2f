using System.Text;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.SignIn;
using Keyway.Errors;
using Keyway.Server.Connectors;
using Keyway.Server.Devices;
using Keyway.Server.PrimaryRefreshTokens;
using Keyway.Server.Tokens;

namespace Keyway.Server.SignIns;

/// <summary>What the token endpoint refuses to people and to programs, for the sign-in log.</summary>
internal sealed class RefusedTokenRequests(SignInLog log, DeviceRegistry devices)
{
    /// <param name="form">As it was sent.</param>
    public void Note(string grantType, TokenForm form, Refusal refusal)
    {
        // A program that waits for a person asks all the time.
        if (refusal.Error == Catalogue.DeviceCodes.Pending || refusal.Error == Catalogue.DeviceCodes.SlowDown)
            return;
        // What the resource is called is a stranger's choice until it is one of ours.
        var attempt = new SignInAttempt(SignInClient.TokenEndpoint, form.Source, RequestedScope.Of(form).TryGet(out var scope, out _) ? scope.Resource : null);
        switch (grantType)
        {
            case GrantTypes.JwtBearer when form["request"] is { } text && SessionKeyProof.IsOne(text):
                // A renewal is no sign-in.
                break;
            case GrantTypes.JwtBearer:
                NoteDevice(attempt with { Client = SignInClient.Device }, form["request"], refusal);
                break;
            case GrantTypes.SecurityKey:
                log.AppendRefused(attempt, SignInMethod.SecurityKey, refusal, ClaimedIdentity.ByKey(CredentialId(form["assertion"])));
                break;
            case GrantTypes.TemporaryAccessPass:
                log.AppendRefused(attempt, SignInMethod.TemporaryAccessPass, refusal, ClaimedIdentity.ByName(form["username"]));
                break;
            case GrantTypes.Password:
                log.AppendRefused(attempt, SignInMethod.Password, refusal, ClaimedIdentity.ByName(form["username"]));
                break;
            case GrantTypes.DeviceCode:
                log.AppendRefused(attempt, SignInMethod.DeviceCode, refusal, null);
                break;
            case GrantTypes.ClientCredentials:
                log.AppendRefused(
                    attempt, ClientAssertions.IsIn(form) ? SignInMethod.ClientCertificate : SignInMethod.ClientSecret, refusal,
                    ClaimedIdentity.ByClient(form["client_id"] ?? ClientAssertions.SubjectOf(form)));
                break;
        }
    }

    /// <summary>Only a device whose signature holds is named, and only under such a signature the person.</summary>
    private void NoteDevice(SignInAttempt attempt, string? text, Refusal refusal)
    {
        if (text is null || !PrtRequestReader.Read(text).TryGet(out var request, out _) || !request.Jws.Authenticate(devices).TryGet(out var device, out _))
            log.AppendRefused(attempt, SignInMethod.SecurityKey, refusal, null);
        else
            log.AppendRefused(attempt, SignInMethod.SecurityKey, refusal, ClaimedIdentity.ByKey(request.Claims.Assertion.Id), device.Id);
    }

    private static string? CredentialId(string? json) =>
        json is not null && ContractsJson.TryRead(Encoding.UTF8.GetBytes(json), ContractsJson.Default.SecurityKeyAssertion, out SecurityKeyAssertion? assertion) ? assertion.Id : null;
}
