using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Kerberos.Messages;
using Keyway.Kerberos.Pac;

namespace Keyway.Kerberos.RenewedPasswords;

/// <summary>
/// What a domain says of a password that was changed a moment ago. It says so in a ticket from user to user (RFC 4120 3.7) that the person asks for by the new
/// password: only the domain could have sealed it with the session key, and its PAC tells how the password stands ([MS-PAC] 2.5).
/// </summary>
/// <param name="User">Whose password.</param>
/// <param name="LastSet">UTC.</param>
/// <param name="MustChange">UTC: when the domain asks for another one; null means never.</param>
public sealed record RenewedPassword(SecurityIdentifier User, DateTimeOffset LastSet, DateTimeOffset? MustChange)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>Verifies what <see cref="RenewedPasswordExchange"/> made.</summary>
    /// <param name="proof">DER of an AP-REQ, untrusted.</param>
    /// <param name="sessionKey">Of the TGT that was shown to the domain: nobody but the verifier and the domain knows it.</param>
    /// <param name="realm">The domain's.</param>
    /// <param name="patience">How long ago the password may have been set, and shown to the domain, beside a clock's error of five minutes.</param>
    /// <returns>What the domain says; a refusal of <see cref="Catalogue.Kerberos"/> when it did not say it, just now, of a password that it takes.</returns>
    public static Result<RenewedPassword> Verify(ReadOnlyMemory<byte> proof, KerberosKey sessionKey, string realm, TimeSpan patience, DateTimeOffset now)
    {
        if (!ApReq.Parse(proof).TryGet(out var request, out var refusal))
            return refusal;
        var cipher = request.Ticket.EncryptedPart;
        if (cipher.Type != (int)sessionKey.Type || !sessionKey.Decrypt(KeyUsage.Ticket, cipher.Cipher).TryGet(out var plaintext, out _))
            return Unproven("the ticket is not sealed for this question");
        var parsed = EncTicketPart.Parse(plaintext);
        CryptographicOperations.ZeroMemory(plaintext);
        if (!parsed.TryGet(out var part, out refusal))
            return refusal;

        using var key = part.SessionKey;
        if (FindFault(request, part, realm, patience, now) is { } fault)
            return Unproven(fault);
        return AuthorizationDataElement.FindPac(part.AuthorizationData).TryGet(out var encoded, out refusal)
            && PrivilegeAttributeCertificate.Parse(encoded).TryGet(out var pac, out refusal)
            && pac.Verify(sessionKey, kdcKey: null).TryGet(out pac, out refusal)
            && pac.Buffer(PacBufferType.LogonInfo).TryGet(out var buffer, out refusal)
            && LogonInfo.Parse(buffer).TryGet(out var info, out refusal)
            ? Of(info, patience, now)
            : refusal;
    }

    private static Result<RenewedPassword> Of(LogonInfo info, TimeSpan patience, DateTimeOffset now)
    {
        if (FileTime.ToMoment(info.PasswordLastSet) is not { } lastSet)
            return Unproven("the password was never set");

        // Who demands a new password leaves no trace in a ticket that was fetched a moment before: only a password that is itself new is an answer.
        if (lastSet < now - patience - ClockSkew)
            return Unproven("the password was not set just now");
        var mustChange = FileTime.ToMoment(info.PasswordMustChange);
        if (info.PasswordMustChange <= 0 || mustChange <= now)
            return Unproven("the domain wants another password still");
        return new RenewedPassword(info.UserSid, lastSet, mustChange);
    }

    private static string? FindFault(ApReq request, EncTicketPart part, string realm, TimeSpan patience, DateTimeOffset now)
    {
        var data = request.Authenticator;
        if (data.Type != (int)part.SessionKey.Type || !part.SessionKey.Decrypt(KeyUsage.ApReqAuthenticator, data.Cipher).TryGet(out var plaintext, out _)
            || !Authenticator.Parse(plaintext).TryGet(out var authenticator, out _))
            return "the ticket's key is not known to whoever shows it";
        authenticator.Subkey?.Dispose();
        if (!IsRealm(part.ClientRealm) || !IsRealm(request.Ticket.Realm) || !IsRealm(authenticator.ClientRealm) || !authenticator.Client.EqualsIgnoringCase(part.Client))
            return "realm or client";
        if ((authenticator.Time - now).Duration() > ClockSkew)
            return "the clocks differ by more than five minutes";
        if (part.Flags.HasFlag(TicketFlags.Invalid) || part.EndTime <= now)
            return "the ticket's time";

        // A ticket from before the password expired would tell how it stood then.
        return part.AuthTime < now - patience - ClockSkew || part.AuthTime > now + ClockSkew ? "the password was not shown to the domain just now" : null;

        bool IsRealm(string other) => other.Equals(realm, StringComparison.OrdinalIgnoreCase);
    }

    private static Refusal Unproven(string what) => new(Catalogue.Kerberos.PasswordUnproven, what);
}
