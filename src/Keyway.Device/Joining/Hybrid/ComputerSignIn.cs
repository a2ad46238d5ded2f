using System.Security.Cryptography;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Locator;
using Keyway.Device.SignIn;
using Keyway.Device.State;
using Keyway.Errors;
using Keyway.Kerberos;
using Keyway.Kerberos.CredentialCaches;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Keytabs;
using Keyway.Kerberos.Messages;

namespace Keyway.Device.Joining.Hybrid;

/// <summary>Signs in to the domain as this computer: keytab, writable domain controller, AS exchange, ticket for LDAP, protected connection. Neither krb5.conf nor a password is asked for.</summary>
/// <param name="folder">Where the credential cache of one connection may lie; a kill leaves it to the next writer to remove.</param>
/// <param name="keytabPath">Such as <c>/etc/krb5.keytab</c>.</param>
/// <param name="domain">The domain, when the keytab is of several.</param>
/// <param name="search">How to find a domain controller.</param>
/// <param name="keep">Where a credential cache with a ticket for the domain controller's files is left, for the caller to delete; null for none.</param>
internal sealed class ComputerSignIn(DeviceFolder folder, string keytabPath, string? domain, DomainSearch search, TimeProvider time, string? keep = null)
{
    /// <summary>Who this computer is in its domain.</summary>
    public Result<ComputerAccount> ReadAccount()
    {
        if (!ReadKeytab().TryGet(out var keytab, out var refusal))
            return refusal;
        using (keytab)
            return ComputerAccount.Find(keytab, domain);
    }

    /// <summary>Connects to a writable domain controller as the computer.</summary>
    public async Task<Result<ComputerSession>> OpenAsync(CancellationToken cancellationToken)
    {
        if (!ReadKeytab().TryGet(out var keytab, out var refusal))
            return refusal;
        using (keytab)
        {
            if (!ComputerAccount.Find(keytab, domain).TryGet(out var account, out refusal))
                return refusal;
            var options = new LocatorOptions { DnsServer = search.NameServer, RequireWritable = true, RequireKdc = true, Hosts = search.DomainControllers };
            if (!(await new DomainControllerLocator().LocateAsync(account.Domain, options, cancellationToken)).TryGet(out var controllers, out refusal))
                return refusal;

            Refusal last = Catalogue.Kdc.NoneKnown;
            foreach (var controller in controllers.Take(3))
            {
                if ((await ConnectAsync(account, keytab, controller, cancellationToken)).TryGet(out var session, out last!))
                    return session;
                if (Terminal.ExitCode.Of(last) != Terminal.ExitCode.Unreachable)
                    return last;
            }

            return last;
        }
    }

    private async Task<Result<ComputerSession>> ConnectAsync(ComputerAccount account, Keytab keytab, DomainController controller, CancellationToken cancellationToken)
    {
        KdcEndpoint[] kdcs = [new(controller.HostName, controller.Address)];
        var transport = new KdcTransport();
        if (!(await new AsExchange(transport, time).SignInAsync(account.Realm, account.Principal, keytab, kdcs, cancellationToken)).TryGet(out var granting, out var refusal))
            return refusal;
        using (granting)
        {
            // With the ticket in the cache, the LDAP library need not know where a KDC is.
            var ldap = PrincipalName.Service("ldap/" + controller.HostName);
            if (!(await new ServiceTicketExchange(transport, time).GetAsync(granting, ldap, kdcs, cancellationToken)).TryGet(out var service, out refusal))
                return refusal;
            using (service)
            {
                if (keep is not null)
                {
                    if (!(await new ServiceTicketExchange(transport, time).GetAsync(granting, PrincipalName.Service("cifs/" + controller.HostName), kdcs, cancellationToken)).TryGet(out var files, out refusal))
                        return refusal;
                    using (files)
                    {
                        if (!CredentialCacheFile.Write(keep, new CredentialCache(granting.Client, granting.ClientRealm, [granting, files])).TryGet(out _, out refusal))
                            return refusal;
                    }
                }

                return await BindAsync(account, controller, [granting, service], cancellationToken);
            }
        }
    }

    private async Task<Result<ComputerSession>> BindAsync(ComputerAccount account, DomainController controller, IReadOnlyList<HeldTicket> tickets, CancellationToken cancellationToken)
    {
        var cache = folder.Entry(DurableFile.UnfinishedPrefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        try
        {
            if (!CredentialCacheFile.Write(cache, new CredentialCache(tickets[0].Client, tickets[0].ClientRealm, tickets)).TryGet(out _, out var refusal))
                return refusal;
            var opened = await DomainConnection.OpenAsync(
                controller, new DomainCredential.Ccache(cache), TlsTrust.System, new DomainConnectionOptions { Transport = LdapTransport.KerberosSealed }, cancellationToken);
            return opened.TryGet(out var connection, out refusal) ? new ComputerSession(account, connection) : refusal;
        }
        finally
        {
            // Bound already, or never: the tickets have done what they were for.
            File.Delete(cache);
        }
    }

    private Result<Keytab> ReadKeytab() => KeytabFile.Read(keytabPath).TryGet(out var keytab, out var refusal)
        ? keytab
        : refusal.Error == Catalogue.Kerberos.KeytabUnreadable ? new Refusal(Catalogue.Device.KeytabMissing, refusal.Detail) : refusal;
}
