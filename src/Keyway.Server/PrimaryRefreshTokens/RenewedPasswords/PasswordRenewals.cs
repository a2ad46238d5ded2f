using System.Buffers.Text;
using System.Security.Cryptography;
using Keyway.Contracts.SignIn;
using Keyway.Errors;
using Keyway.Kerberos;
using Keyway.Kerberos.PartialTickets;
using Keyway.Kerberos.RenewedPasswords;
using Keyway.Server.Accounts;
using Keyway.Server.Audit;
using Keyway.Server.Devices;
using Keyway.Server.KerberosServers;
using Keyway.Server.Provisioning;
using Keyway.Server.Sealing;
using Keyway.Server.Storage;
using Keyway.Server.Tokens.Nonces;

namespace Keyway.Server.PrimaryRefreshTokens.RenewedPasswords;

/// <summary>
/// A person whose password had expired has changed it at a device and goes on, before the sync tells of it. The device's word is not enough: the domain itself says
/// so, in a ticket that is sealed with a key which only this server and the domain know (docs/decisions/0019).
/// </summary>
internal sealed partial class PasswordRenewals(
    ServerKeys keys, MintingKeys minting, PartialTicketMinter minter, AuditLog audit, TimeProvider time, ILogger<PasswordRenewals> log)
{
    // As long as the nonce of the sign-in that the question is for.
    private static readonly TimeSpan Lifetime = ServerNonces.Lifetime;

    private readonly byte[] _key = keys.GetOrCreate("renewed-password", () => RandomNumberGenerator.GetBytes(32));

    /// <summary>What a device shows to the domain. Nothing is remembered: the question's key comes back from its nonce.</summary>
    /// <param name="domain">Lower case.</param>
    /// <returns>The question, or KW2401 where the domain has no Kerberos server that could ask.</returns>
    public Result<PasswordQuestion> Ask(ServerNonce nonce, RegisteredDevice device, string domain)
    {
        if (minting.Of(domain).FirstOrDefault(server => server is { Key: not null, Server.AccountSid: not null }) is not { } asking)
            return Catalogue.KerberosServers.NoKerberosServer;
        var server = asking.Server;
        var request = new PartialTicketRequest(server.Domain, server.NetBiosName, server.AccountName, DisplayName: "", UserPrincipalName: "", server.AccountSid!)
        {
            Lifetime = Lifetime,
            RenewableLifetime = Lifetime,
        };
        using var sessionKey = KeyOf(nonce, device.Id, domain);
        if (!minter.Mint(asking.Key!, request, sessionKey).TryGet(out var ticket, out var refusal))
            return refusal;
        LogAsked(device.Id, server.Domain, server.Name, asking.Key!.TicketKeyVersion);
        return new PasswordQuestion(Convert.ToBase64String(ticket.Encode()), server.AccountName);
    }

    /// <summary>The person as the domain has them now.</summary>
    /// <param name="account">Somebody whose password had expired when the domain was synced last.</param>
    /// <param name="answer">base64url, untrusted.</param>
    /// <returns>KW2053 with the reason as its detail, where the answer does not hold.</returns>
    public Result<Account> Renew(ServerNonce nonce, RegisteredDevice device, Account account, string answer)
    {
        if (account.OnPremises is not { } before || !Base64Url.IsValid(answer))
            return Catalogue.Accounts.PasswordExpired;
        using var sessionKey = KeyOf(nonce, device.Id, before.DomainDnsName);
        var read = RenewedPassword.Verify(Base64Url.DecodeFromChars(answer), sessionKey, before.DomainDnsName, Lifetime, time.GetUtcNow());
        if (!read.TryGet(out var now, out var refusal))
            return new Refusal(Catalogue.Accounts.PasswordExpired, refusal.ToString());
        if (!now.User.Equals(before.Sid))
            return new Refusal(Catalogue.Accounts.PasswordExpired, "the domain's answer is about somebody else");
        return now.LastSet <= before.PasswordLastSet
            ? new Refusal(Catalogue.Accounts.PasswordExpired, "the password is the one that was synced")
            : account with { OnPremises = before with { PasswordExpired = false, PasswordLastSet = now.LastSet, PasswordExpires = now.MustChange } };
    }

    /// <summary>Keeps what the domain said until the next sync says it again: in the write of the sign-in.</summary>
    public void Record(StoreSession session, Account renewed)
    {
        if (DirectoryUsers.Find(session, renewed.Id) is not { OnPremises: { } before } user || renewed.OnPremises is not { } now)
            return;

        // A sync that was quicker has told of this password already, or of a later one.
        if (before.PasswordLastSet >= now.PasswordLastSet)
            return;
        var next = user with
        {
            OnPremises = before with { PasswordExpired = now.PasswordExpired, PasswordLastSet = now.PasswordLastSet, PasswordExpires = now.PasswordExpires },
            ModifiedOn = time.GetUtcNow(),
            Version = user.Version + 1,
        };
        DirectoryUsers.Update(session, next);
        audit.Append(session, AuditActivity.PasswordRenewed, user.Id, user.Id, UserChanges.Of(user, next).Detail);
    }

    private KerberosKey KeyOf(ServerNonce nonce, Guid device, string domain)
    {
        Span<byte> key = stackalloc byte[32];
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        mac.AppendData(nonce.Id);
        mac.AppendData(device.ToByteArray(bigEndian: true));
        mac.AppendData(System.Text.Encoding.UTF8.GetBytes(domain));
        mac.GetHashAndReset(key);
        var sessionKey = new KerberosKey(EncryptionType.Aes256CtsHmacSha1, key);
        CryptographicOperations.ZeroMemory(key);
        return sessionKey;
    }

    // Every ticket leaves a line, this kind too.
    [LoggerMessage(LogLevel.Information, "Device {Device} asks {Domain} about a changed password, by a ticket of {Server}, key version {KeyVersion}")]
    private partial void LogAsked(Guid device, string domain, string server, uint keyVersion);
}
