using System.Security.Cryptography;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.SignIn;
using Keyway.Device.State;
using Keyway.Errors;
using Keyway.Kerberos;

namespace Keyway.Device.SignIn;

/// <summary>The journey's step <i>Issue</i>, seen from the device: what the server issued, opened and checked.</summary>
/// <param name="User">The user principal name that the server signed in.</param>
/// <param name="ObjectId">The same person for good: a name may change.</param>
/// <param name="Name">How the person is called, or null.</param>
/// <param name="At">When it was issued, UTC.</param>
/// <param name="Expires">Until when the primary refresh token could be used, UTC.</param>
/// <param name="Token">The primary refresh token.</param>
/// <param name="CredentialPublicKey">The COSE key of the credential that signed in, base64url; null when the server does not tell.</param>
/// <param name="PartialTicket">The partial TGT, or why there is none.</param>
/// <param name="OnPremises">Who the person is in a domain; null for somebody without one.</param>
internal sealed record IssuedToken(
    string User,
    Guid ObjectId,
    string? Name,
    DateTimeOffset At,
    DateTimeOffset Expires,
    PrimaryRefreshToken Token,
    string? CredentialPublicKey,
    Result<HeldTicket> PartialTicket,
    OnPremisesPerson? OnPremises = null)
{
    private const int LongestToken = 64 * 1024;

    /// <summary>Opens the server's reply.</summary>
    /// <param name="reply">The reply, not believed yet.</param>
    /// <param name="tenant">The tenant that this computer is joined to.</param>
    /// <param name="transportKey">The private key to which the session key was wrapped.</param>
    /// <param name="user">The name of the person who shall be signed in when only the server can tell; null when the key told, or nobody was named.</param>
    /// <param name="now">UTC.</param>
    public static Result<IssuedToken> Open(PrtResponse reply, Guid tenant, RSA transportKey, string? user, DateTimeOffset now)
    {
        if (reply.SessionKeyJwe is not { } wrapped)
            return new Refusal(Catalogue.Device.ServerReplyMalformed, "no session key");
        if (!SessionKeyJwe.Unwrap(wrapped, transportKey).TryGet(out var sessionKey, out var refusal))
            return NotOpened(refusal);
        try
        {
            return Open(reply, tenant, sessionKey, wrapped, user, now);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(sessionKey);
        }
    }

    /// <summary>What it means that a session key does not open: it is another computer's, or the keeper of the transport key could not be asked.</summary>
    public static Refusal NotOpened(Refusal refusal) =>
        refusal.Error == Catalogue.Tokens.JweMalformed || refusal.Error == Catalogue.Tokens.JweNotForUs ? new Refusal(Catalogue.Device.SessionKeyNotOurs, refusal.Code) : refusal;

    /// <summary>Opens the server's reply to a renewal, which the session key has sealed.</summary>
    /// <param name="envelope">A compact JWE, not believed yet.</param>
    /// <param name="tenant">The tenant that this computer is joined to.</param>
    /// <param name="sessionKey">32 bytes, the caller's to wipe.</param>
    /// <param name="renewed">The token that was sent.</param>
    /// <param name="objectId">Whose token it is; a reply for somebody else is refused.</param>
    /// <param name="now">UTC.</param>
    public static Result<IssuedToken> OpenRenewed(string envelope, Guid tenant, ReadOnlySpan<byte> sessionKey, PrimaryRefreshToken renewed, Guid objectId, DateTimeOffset now)
    {
        if (!SessionKeyEnvelope.Open(sessionKey, envelope).TryGet(out var content, out var refusal))
            return new Refusal(Catalogue.Device.ServerReplyMalformed, "the envelope of a renewal: " + refusal.Code);
        if (!ContractsJson.TryRead(content, ContractsJson.Default.PrtResponse, out var reply))
            return new Refusal(Catalogue.Device.ServerReplyMalformed, "a renewal");
        if (!Open(reply, tenant, sessionKey, renewed.SessionKeyJwe, user: null, now).TryGet(out var issued, out refusal))
            return refusal;
        if (issued.ObjectId == objectId)
            return issued;
        if (issued.PartialTicket.TryGet(out var ticket, out _))
            ticket.Dispose();
        return new Refusal(Catalogue.Device.AccountDiffers, issued.User);
    }

    private static Result<IssuedToken> Open(PrtResponse reply, Guid tenant, ReadOnlySpan<byte> sessionKey, string wrapped, string? user, DateTimeOffset now)
    {
        if (!Guid.TryParse(reply.DeviceTenantId, out var repliedTenant) || repliedTenant != tenant)
            return new Refusal(Catalogue.Device.TenantForeign, reply.DeviceTenantId);
        if (!ReadClaims(reply.IdToken).TryGet(out var claims, out var refusal))
            return refusal;
        if (claims.TenantId != tenant)
            return new Refusal(Catalogue.Device.TenantForeign, claims.TenantId.ToString());
        if (user is not null && !string.Equals(user, claims.PreferredUserName, StringComparison.OrdinalIgnoreCase))
            return new Refusal(Catalogue.Device.AccountDiffers, claims.PreferredUserName);
        if (reply.RefreshToken.Length is 0 or > LongestToken || reply.RefreshTokenExpiresIn <= 0)
            return new Refusal(Catalogue.Device.ServerReplyMalformed, "the primary refresh token");

        var ticket = OpenedTicket.Open(reply.TgtAd, sessionKey);
        if (!OnPremisesPerson.Of(claims, ticket).TryGet(out var person, out refusal) && refusal.Error != Catalogue.Daemon.NotOfDomain)
        {
            if (ticket.TryGet(out var unused, out _))
                unused.Dispose();
            return refusal;
        }

        return new IssuedToken(
            claims.PreferredUserName, claims.ObjectId, claims.Name, now, now.AddSeconds(reply.RefreshTokenExpiresIn),
            new PrimaryRefreshToken(reply.RefreshToken, wrapped), reply.CredentialPublicKey, ticket, person);
    }

    private static Result<IdTokenClaims> ReadClaims(string idToken)
    {
        if (!CompactJws.Parse(idToken).TryGet(out var token, out var refusal))
            return new Refusal(Catalogue.Device.ServerReplyMalformed, "id_token: " + refusal.Code);
        return ContractsJson.TryRead(token.Payload, DeviceJson.Default.IdTokenClaims, out var claims) && claims.PreferredUserName.Length is > 0 and <= 1024
            ? claims
            : new Refusal(Catalogue.Device.ServerReplyMalformed, "the claims of the id_token");
    }
}
