using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.SignIn;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.Devices;
using Keyway.Server.KerberosServers;
using Keyway.Server.PrimaryRefreshTokens.RenewedPasswords;
using Keyway.Server.Sealing;
using Keyway.Server.SignIns;
using Keyway.Server.Storage;
using Keyway.Server.Tenants;

namespace Keyway.Server.PrimaryRefreshTokens;

/// <summary>Sign-in step 5, <i>Issue</i>: primary refresh token, session key bound to the device, and the partial TGT.</summary>
internal sealed class PrtIssuer(
    PartialTicketIssuer tickets, SecurityKeySignIn signIn, PasswordRenewals passwords, DurableWriter writer, Sealer sealer, SignInLog signIns, Tenant tenant, TimeProvider time)
{
    /// <summary>14 days less a second, as the protocol's clients know it.</summary>
    public const int LifetimeSeconds = 1_209_599;

    /// <summary>How long an earlier PRT of the same person and device lives on, in case the reply with its successor is lost.</summary>
    private static readonly TimeSpan PredecessorsLiveOn = TimeSpan.FromHours(4);

    /// <summary>Makes everything that the device gets; the store knows nothing of it yet.</summary>
    public IssuedPrt Issue(VerifiedSignIn verified, RegisteredDevice device, string clientId, bool asksForTicket)
    {
        var sessionKey = RandomNumberGenerator.GetBytes(32);
        try
        {
            var issued = Renew(verified.Account, sessionKey, clientId, asksForTicket);
            return issued with
            {
                Reply = issued.Reply with { SessionKeyJwe = SessionKeyJwe.Wrap(sessionKey, device.TransportKey), CredentialPublicKey = Base64Url.EncodeToString(verified.Key.PublicKey) },
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(sessionKey);
        }
    }

    /// <summary>The same for whoever has a session key already.</summary>
    /// <param name="sessionKey">32 bytes, the caller's to wipe.</param>
    public IssuedPrt Renew(Account account, byte[] sessionKey, string clientId, bool asksForTicket)
    {
        var now = time.GetUtcNow();
        // One kind of client takes a token without a dot for base64.
        var token = "kw1." + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var tokenHash = SHA256.HashData(Encoding.ASCII.GetBytes(token));
        string? kerberosServer = null;
        var reply = new PrtResponse(
            "Bearer",
            Text(LifetimeSeconds),
            Text(LifetimeSeconds),
            Text(now.ToUnixTimeSeconds() + LifetimeSeconds),
            token,
            LifetimeSeconds,
            IdToken(account, clientId, now),
            ClientInfo(account),
            tenant.Id.ToString(),
            TgtAd: asksForTicket ? JsonSerializer.Serialize(tickets.Issue(account, sessionKey, out kerberosServer), ContractsJson.Default.OnPremisesTicket) : null);
        return new IssuedPrt(tokenHash, sealer.Seal(SealPurpose(tokenHash), sessionKey), now, kerberosServer, reply);
    }

    /// <summary>The one durable write of a sign-in.</summary>
    public Task<Result<PrtResponse>> RecordAsync(IssuedPrt issued, VerifiedSignIn verified, RegisteredDevice device, SignInSource source, CancellationToken cancellation) =>
        writer.WriteAsync<PrtResponse>(
            session =>
            {
                if (DeviceRegistry.Record(session, device, issued.IssuedOn) is { } deviceEnded)
                    return deviceEnded;
                if (signIn.Record(session, verified, KeyUse.Of(source, device.DisplayName)) is { } refusal)
                    return refusal;
                // Signed out everywhere between the gesture and this write.
                if (SessionsValidFrom.HasEnded(session, verified.Account.Id, issued.IssuedOn))
                    return Catalogue.Accounts.SessionRevoked;
                if (verified.PasswordRenewed)
                    passwords.Record(session, verified.Account);
                PrtTable.Insert(session, issued, verified.Account.Id, device.Id, verified.Key.CredentialId);
                PrtTable.ForgetPredecessors(session, verified.Account.Id, device.Id, issued.IssuedOn - PredecessorsLiveOn);
                var entry = new SignInAttempt(SignInClient.Device, source).Completed(issued.IssuedOn, SignInMethod.SecurityKey, verified.Account, verified.Key);
                signIns.Append(session, entry with { DeviceId = device.Id, KerberosServer = issued.KerberosServer });
                return issued.Reply;
            },
            cancellation);

    /// <summary>The seal of a session key is bound to its token.</summary>
    public static string SealPurpose(byte[] tokenHash) => "prt-session-key:" + Convert.ToHexStringLower(tokenHash);

    private string IdToken(Account account, string clientId, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds();
        var claims = new IdTokenClaims(
            clientId, $"https://sts.windows.net/{tenant.Id}/", seconds, seconds, seconds + LifetimeSeconds, ["fido", "rsa", "mfa"], account.DisplayName, account.Id,
            account.UserName, Base64Url.EncodeToString(UserHandle.Of(account.Id)), tenant.Name, tenant.Id, account.UserName, account.UserName, "1.0",
            account.OnPremises?.Sid.ToString(), account.OnPremises?.SamAccountName, account.OnPremises?.DomainDnsName);
        return CompactJws.Unsigned(JsonSerializer.SerializeToUtf8Bytes(claims, PrtJson.Default.IdTokenClaims));
    }

    private string ClientInfo(Account account) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new ClientInfoClaims(account.Id, tenant.Id), PrtJson.Default.ClientInfoClaims));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
