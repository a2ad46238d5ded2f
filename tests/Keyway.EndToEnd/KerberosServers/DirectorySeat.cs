using System.Net;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Locator;
using Keyway.Lab;

namespace Keyway.EndToEnd.KerberosServers;

/// <summary>Someone signed in at the lab's domain controller, with the tools of this room at hand.</summary>
internal sealed class DirectorySeat : IDisposable
{
    private DirectorySeat(DomainConnection connection) => Connection = connection;

    public DomainConnection Connection { get; }

    public KerberosServerObjects Objects => new(Connection, TimeProvider.System);

    public static Task<DirectorySeat> AsAdministratorAsync(Laboratory lab, CancellationToken cancellation) =>
        AsAsync(lab, Domain.AdministratorUpn, lab.Record.DomainAdministratorPassword, cancellation);

    public static Task<DirectorySeat> AsUserAsync(Laboratory lab, string user, CancellationToken cancellation) =>
        AsAsync(lab, Domain.Upn(user), lab.Record.UserPassword, cancellation);

    public static async Task<DirectorySeat> AsAsync(Laboratory lab, string upn, string password, CancellationToken cancellation)
    {
        var controller = new DomainController(
            Domain.ControllerHost, IPAddress.Parse(lab.Record.DomainControllerAddress), DomainControllerFlags.None, Domain.DnsName, Domain.DnsName, Domain.NetBiosName, Guid.Empty, null, null);
        var opened = await DomainConnection.OpenAsync(controller, new DomainCredential.Password(upn, password), TlsTrust.File(lab.Folder.DomainAuthority), null, cancellation);
        return new DirectorySeat(opened.Value);
    }

    public void Dispose() => Connection.Dispose();

    /// <summary>The number of the last change that the domain controller made in any of its partitions.</summary>
    public async Task<long> LastChangeAsync(CancellationToken cancellation) =>
        (await Connection.ReadAsync("", ["highestCommittedUSN"], cancellation)).Value.Integer("highestCommittedUSN")!.Value;

    public async Task<bool> ExistsAsync(string dn, CancellationToken cancellation) => (await Connection.ReadAsync(dn, ["objectClass"], cancellation)).Succeeded;

    public async Task MustModifyAsync(string dn, LdapChange change, CancellationToken cancellation) =>
        Assert.Null(await Connection.ModifyAsync(dn, [change], cancellationToken: cancellation));

    public async Task MustDeleteAsync(string dn, CancellationToken cancellation) => Assert.Null(await Connection.DeleteAsync(dn, cancellation));
}
