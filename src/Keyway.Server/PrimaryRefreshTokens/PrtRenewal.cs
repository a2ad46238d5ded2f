using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.Devices;
using Keyway.Server.Sealing;
using Keyway.Server.Storage;
using Keyway.Server.Tokens;
using Keyway.Server.Tokens.Nonces;

namespace Keyway.Server.PrimaryRefreshTokens;

/// <summary>
/// A computer renews the session of somebody who is signed in there ([MS-OAPXBC] 3.1.5.1.3): a new primary refresh token, and a new partial TGT. Nobody
/// touches a key; so all that could have ended the session since is looked at anew. It is no sign-in, and the sign-in log has no row of it.
/// </summary>
internal sealed partial class PrtRenewal(
    Store store, ServerNonces nonces, SecurityKeySignIn signIn, DeviceRegistry devices, PrtIssuer issuer, DurableWriter writer, Sealer sealer, TimeProvider time, ILogger<PrtRenewal> log)
{
    /// <param name="text">The parameter <c>request</c>.</param>
    /// <param name="asksForTicket">Whether the form asks for a partial TGT.</param>
    public async Task<Result<TokenReply>> HandleAsync(string text, bool asksForTicket, CancellationToken cancellation)
    {
        // Request: taken apart.
        if (!PrtRenewalRequest.Read(text).TryGet(out var request, out var refusal))
            return refusal;

        // Proof: the token is known, and whoever sends it holds its session key.
        if (!Find(request).TryGet(out var held, out refusal) || !sealer.Open(PrtIssuer.SealPurpose(held.TokenHash), held.SealedSessionKey).TryGet(out var sessionKey, out refusal))
            return refusal;
        try
        {
            if (!request.Proof.Verify(sessionKey))
                return Catalogue.PrimaryRefreshTokens.ProofWrong;
            var renewed = await RenewAsync(request, held, sessionKey, asksForTicket || request.Claims.Tgt, cancellation);
            if (!renewed.TryGet(out var issued, out refusal))
            {
                LogRefused(held.UserId, held.DeviceId, refusal.Error.Number);
                return refusal;
            }

            LogRenewed(held.UserId, held.DeviceId, issued.KerberosServer ?? "none");
            return TokenReply.OfEnvelope(SessionKeyEnvelope.Seal(sessionKey, JsonSerializer.SerializeToUtf8Bytes(issued.Reply, ContractsJson.Default.PrtResponse)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(sessionKey);
        }
    }

    private async Task<Result<IssuedPrt>> RenewAsync(PrtRenewalRequest request, HeldPrt held, byte[] sessionKey, bool asksForTicket, CancellationToken cancellation)
    {
        // Verify: nonce, computer, key, person, policy.
        if (!nonces.Check(request.Claims.RequestNonce, NoncePurpose.SignIn).TryGet(out var nonce, out var refusal)
            || !signIn.CheckStanding(held.CredentialId, held.UserId).TryGet(out var account, out refusal))
            return refusal;
        if (devices.CheckStanding(held.DeviceId, held.IssuedOn) is { } deviceEnded)
            return deviceEnded;

        // Issue: the session key stays the one that the computer has.
        var issued = issuer.Renew(account, sessionKey, request.Claims.ClientId, asksForTicket);

        // Issue, for good. The presented token lives on until its successor is used, in case this reply is lost; those before it end here.
        return await writer.WriteAsync<IssuedPrt>(
            session =>
            {
                if (!ServerNonces.Spend(session, nonce))
                    return Catalogue.PrimaryRefreshTokens.NonceSpent;
                if (PrtTable.Find(session, held.TokenHash) is null)
                    return Catalogue.PrimaryRefreshTokens.TokenUnknown;
                if (DeviceRegistry.CheckStanding(session, held.DeviceId, held.IssuedOn, issued.IssuedOn) is { } endedMeanwhile)
                    return endedMeanwhile;
                if (SecurityKeyTable.Find(session, held.CredentialId) is null)
                    return Catalogue.AuthenticationMethods.KeyNotRegistered;
                if (SessionsValidFrom.HasEnded(session, held.UserId, held.IssuedOn))
                    return Catalogue.Accounts.SessionRevoked;
                PrtTable.Insert(session, issued, held.UserId, held.DeviceId, held.CredentialId);
                PrtTable.ForgetPredecessors(session, held.UserId, held.DeviceId, held.IssuedOn);
                PrtTable.ForgetSurplus(session, held.UserId, held.DeviceId, held.TokenHash, issued.TokenHash);
                return issued;
            },
            cancellation);
    }

    private Result<HeldPrt> Find(PrtRenewalRequest request)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(request.Claims.RefreshToken));
        return store.Read(session => PrtTable.Find(session, hash)) is { } held && held.ExpiresOn > time.GetUtcNow() ? held : Catalogue.PrimaryRefreshTokens.TokenUnknown;
    }

    [LoggerMessage(LogLevel.Information, "{Account} was renewed on device {Device}, ticket of {KerberosServer}")]
    private partial void LogRenewed(Guid account, Guid device, string kerberosServer);

    [LoggerMessage(LogLevel.Warning, "{Account} was not renewed on device {Device}: KW{Number}")]
    private partial void LogRefused(Guid account, Guid device, int number);
}
