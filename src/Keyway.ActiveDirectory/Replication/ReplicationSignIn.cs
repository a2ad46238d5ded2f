using Keyway.ActiveDirectory.Dns;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Locator;
using Keyway.Errors;
using Keyway.Kerberos;
using Keyway.Kerberos.CredentialCaches;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Messages;

namespace Keyway.ActiveDirectory.Replication;

/// <summary>Gets the ticket with which one replicates: a TGT by password or from a credential cache, then a ticket for the domain controller. Neither krb5.conf nor DNS is asked.</summary>
internal sealed class ReplicationSignIn(DomainController domainController, DomainCredential credential, string domainDnsName, TimeProvider time)
{
    private readonly KdcTransport _transport = new();
    private readonly KdcEndpoint[] _kdcs = [new KdcEndpoint(domainController.HostName, domainController.Address)];
    private readonly string _realm = domainDnsName.ToUpperInvariant();

    /// <summary>A ticket for the domain controller's host; the caller disposes of it.</summary>
    public async Task<Result<HeldTicket>> GetTicketAsync(CancellationToken cancellationToken)
    {
        if (!HostName.IsValid(domainController.HostName) || !HostName.IsValid(domainDnsName))
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "the names of the domain");
        var granting = credential switch
        {
            DomainCredential.Password password => await SignInAsync(password, cancellationToken).ConfigureAwait(false),
            DomainCredential.Ccache cache => ReadCache(cache),
            _ => Catalogue.ActiveDirectory.CredentialUnusable,
        };
        if (!granting.TryGet(out var ticket, out var refusal))
            return refusal;
        using (ticket)
        {
            var service = PrincipalName.Service("host/" + domainController.HostName);
            return await new ServiceTicketExchange(_transport, time).GetAsync(ticket, service, _kdcs, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Result<HeldTicket>> SignInAsync(DomainCredential.Password password, CancellationToken cancellationToken)
    {
        if (password.Secret.Length == 0 || password.UserPrincipalName.Length == 0 || password.UserPrincipalName.Any(char.IsControl))
            return new Refusal(Catalogue.ActiveDirectory.CredentialUnusable, "the user name or the password");
        var name = password.UserPrincipalName.Contains('@', StringComparison.Ordinal)
            ? PrincipalName.Enterprise(password.UserPrincipalName)
            : PrincipalName.User(password.UserPrincipalName);
        var signed = await new AsExchange(_transport, time).SignInAsync(_realm, name, password.Secret, _kdcs, cancellationToken).ConfigureAwait(false);
        if (signed.Succeeded)
            return signed;

        // The same words as at the LDAP bind: who is unknown or mistyped is not told apart.
        return signed.Refusal.Error == Catalogue.Kdc.ClientUnknown || signed.Refusal.Error == Catalogue.Kdc.PreAuthenticationFailed
            ? new Refusal(Catalogue.ActiveDirectory.InvalidCredentials, signed.Refusal.Detail)
            : signed;
    }

    private Result<HeldTicket> ReadCache(DomainCredential.Ccache cache)
    {
        const string Prefix = "FILE:";
        var path = cache.Path.StartsWith(Prefix, StringComparison.Ordinal) ? cache.Path[Prefix.Length..] : cache.Path;
        if (!CredentialCacheFile.Read(path).TryGet(out var content, out var refusal))
            return refusal;
        var ticket = content.Tickets.FirstOrDefault(held => held.IsTicketGranting && held.ServerRealm.Equals(_realm, StringComparison.OrdinalIgnoreCase));
        foreach (var other in content.Tickets.Where(held => !ReferenceEquals(held, ticket)))
            other.Dispose();
        if (ticket is null)
            return new Refusal(Catalogue.ActiveDirectory.CredentialUnusable, $"{path} holds no ticket granting ticket of {_realm}");
        if (ticket.EndTime > time.GetUtcNow())
            return ticket;
        ticket.Dispose();
        return new Refusal(Catalogue.Kdc.TicketExpired, $"{path}: until {ticket.EndTime:u}");
    }
}
