using System.Security.Cryptography;
using Keyway.Contracts.Jose;
using Keyway.Contracts.SignIn;
using Keyway.Errors;
using Keyway.Kerberos;
using Keyway.Kerberos.PartialTickets;
using Keyway.Server.Accounts;

namespace Keyway.Server.KerberosServers;

/// <summary>Issues the partial TGT of a sign-in, or says why this person gets none. Refuses what a domain controller would refuse.</summary>
internal sealed partial class PartialTicketIssuer(AccountDirectory accounts, MintingKeys keys, PartialTicketMinter minter, TimeProvider time, ILogger<PartialTicketIssuer> log)
{
    private const int ClientKeyLength = 32;

    // As observed from the vendor's service.
    private const int SessionKeyType = 0;
    private const int AccountType = 1;

    /// <summary>The ticket for an account that may sign in.</summary>
    /// <param name="sessionKey">32 bytes: the PRT's session key, under which the client key is sealed.</param>
    /// <param name="server"><c>domain/name</c> of the Kerberos server that issued it; null when none did.</param>
    /// <returns>A ticket; or key type 0 with <c>KW24nn cause</c>. Never a failed sign-in.</returns>
    public OnPremisesTicket Issue(Account account, ReadOnlySpan<byte> sessionKey, out string? server)
    {
        if (Mint(account, sessionKey, out server).TryGet(out var ticket, out var refusal))
            return ticket;
        server = null;
        LogRefused(account.Id, refusal.ToString());
        return new OnPremisesTicket(null, 0, $"{refusal.Code} {refusal.Error.Cause}", null, null, null, null, SessionKeyType, AccountType);
    }

    // The rules of TicketRules in their order, then mint. Of several servers the first that may mint does.
    private Result<OnPremisesTicket> Mint(Account account, ReadOnlySpan<byte> sessionKey, out string? name)
    {
        name = null;
        var person = new TicketCase(time.GetUtcNow(), account);
        if (TicketRules.FirstRefusal(TicketRules.OfPerson, person) is { } notNow)
            return notNow;
        var onPremises = account.OnPremises!;
        var servers = keys.Of(onPremises.DomainDnsName);
        if (servers.Count == 0)
            return TicketRules.FirstRefusal(TicketRules.OfServer, person)!;

        var withGroups = person with { Groups = accounts.GroupsOf(account) };
        Refusal? first = null;
        foreach (var server in servers)
        {
            if (TicketRules.FirstRefusal(TicketRules.OfServer, withGroups with { Server = server.Server }) is not { } refusal)
            {
                name = $"{server.Server.Domain}/{server.Server.Name}";
                return Mint(server.Server, server.Key!, account, onPremises, sessionKey);
            }

            first ??= refusal;
        }

        return first!;
    }

    private Result<OnPremisesTicket> Mint(KerberosServer server, KerberosServerKey key, Account account, OnPremisesAccount onPremises, ReadOnlySpan<byte> sessionKey)
    {
        var request = new PartialTicketRequest(
            server.Domain, server.NetBiosName, onPremises.SamAccountName, account.DisplayName, account.UserName, onPremises.Sid, onPremises.PasswordLastSet);
        Span<byte> clientKey = stackalloc byte[ClientKeyLength];
        RandomNumberGenerator.Fill(clientKey);
        try
        {
            if (!minter.Mint(key, request, clientKey).TryGet(out var ticket, out var refusal))
                return refusal;
            using (ticket)
            {
                LogIssued(account.Id, server.Domain, server.Name, key.TicketKeyVersion, ticket.End);
                var realm = server.Domain.ToUpperInvariant();
                return new OnPremisesTicket(
                    SessionKeyEnvelope.Seal(sessionKey, clientKey), (int)EncryptionType.Aes256CtsHmacSha1, null, Convert.ToBase64String(ticket.AsRep), realm, "krbtgt/" + realm,
                    onPremises.SamAccountName, SessionKeyType, AccountType);
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clientKey);
        }
    }

    // Every ticket leaves a line: one in a domain's log without its line here was minted by a stolen key.
    [LoggerMessage(LogLevel.Information, "Partial TGT for {Account} by {Domain}/{Server}, key version {KeyVersion}, valid until {End:o}")]
    private partial void LogIssued(Guid account, string domain, string server, uint keyVersion, DateTimeOffset end);

    [LoggerMessage(LogLevel.Information, "No partial TGT for {Account}: {Reason}")]
    private partial void LogRefused(Guid account, string reason);
}
