using System.Security.Cryptography;
using System.Text;

namespace Keyway.Lab;

/// <summary>
/// Where a lab keeps everything: one folder under <c>/var/lib/keyway-lab</c>, named for the checkout it was started from. Not inside the checkout,
/// because the web server and the people of the share have to reach their files and a checkout may lie in a private home.
/// </summary>
public sealed class LabFolder
{
    private const string Home = "/var/lib/keyway-lab";

    public LabFolder(string path)
    {
        Path = path;
    }

    public string Path { get; }

    public string RecordFile => System.IO.Path.Combine(Path, "lab.json");

    public string Logs => System.IO.Path.Combine(Path, "log");

    public string DomainController => ControllerOf(LabDomain.Contoso);

    public string Intranet => System.IO.Path.Combine(Path, "intranet");

    public string Server => System.IO.Path.Combine(Path, "server");

    public string Client => System.IO.Path.Combine(Path, "client");

    /// <summary>What a joined computer keeps; <c>--state</c> of the <c>keyway</c> command.</summary>
    public string Device => System.IO.Path.Combine(Path, "device");

    /// <summary>That computer's files as its programs see them: PAM configuration, homes.</summary>
    public string Workstation => System.IO.Path.Combine(Path, "pc1");

    /// <summary>The same of the computer that is a member of the domain.</summary>
    public string DomainDevice => System.IO.Path.Combine(Path, "domain-device");

    /// <summary>That computer's files as its programs see them.</summary>
    public string DomainWorkstation => System.IO.Path.Combine(Path, "pc2");

    /// <summary>Samba's settings of that computer.</summary>
    public string ComputerSambaConfiguration => System.IO.Path.Combine(Secrets, Domain.ComputerName.ToLowerInvariant() + ".smb.conf");

    /// <summary>What Samba keeps of that computer's membership.</summary>
    public string ComputerSambaState => System.IO.Path.Combine(Path, "pc2-samba");

    /// <summary>The account of that computer in the domain, as net ads wrote it.</summary>
    public string ComputerKeytab => System.IO.Path.Combine(Secrets, Domain.ComputerName.ToLowerInvariant() + ".keytab");

    /// <summary>What its TPM keeps.</summary>
    public string Tpm => System.IO.Path.Combine(Path, "tpm");

    /// <summary>Security keys of everyone, PIN files, passes and connector credentials: only root reads it.</summary>
    public string Secrets => System.IO.Path.Combine(Path, "secrets");

    public string KerberosConfiguration => System.IO.Path.Combine(Client, "krb5.conf");

    public string Hosts => System.IO.Path.Combine(Client, "hosts");


    public string SambaClientConfiguration => System.IO.Path.Combine(Client, "smb.conf");

    public string ServerAuthority => System.IO.Path.Combine(Server, "tls", "ca.pem");

    public string DomainAuthority => AuthorityOf(LabDomain.Contoso);

    public string ConnectorFile => ConnectorFileOf(LabDomain.Contoso);

    public string PinFile => System.IO.Path.Combine(Secrets, "pin");

    public string DomainAdministratorPasswordFile => System.IO.Path.Combine(Secrets, "domain-administrator-password");

    public string SyncPasswordFile => System.IO.Path.Combine(Secrets, "sync-password");

    public string ControllerOf(LabDomain domain) => System.IO.Path.Combine(Path, domain.Named("dc"));

    /// <summary>PEM of the CA of a domain's controller.</summary>
    public string AuthorityOf(LabDomain domain) => System.IO.Path.Combine(ControllerOf(domain), "private", "tls", "ca.pem");

    public string ConnectorFileOf(LabDomain domain) => System.IO.Path.Combine(Secrets, domain.Named("connector") + ".json");

    /// <summary>The Kerberos server's own account in a domain, as keyway-connect keeps it.</summary>
    public string AccountFileOf(LabDomain domain) => System.IO.Path.Combine(Secrets, domain.Named("kerberos-server-account") + ".json");

    /// <summary>Settings of the companion KDC.</summary>
    public string KeyListConfiguration => System.IO.Path.Combine(Secrets, "keylist.json");

    /// <summary>keyway-connect's defaults for a domain; <c>--config</c>.</summary>
    public string ConnectConfigurationOf(LabDomain domain) => System.IO.Path.Combine(Secrets, domain.Named("connect") + ".json");

    /// <summary>The resolver settings of a computer in a domain.</summary>
    public string ResolverOf(LabDomain domain) => System.IO.Path.Combine(Client, domain.Named("resolv") + ".conf");

    public string Log(string component) => System.IO.Path.Combine(Logs, component + ".log");

    public string SecurityKey(string user) => System.IO.Path.Combine(Secrets, user.ToLowerInvariant() + ".key");

    /// <summary>The folder of the lab that belongs to a checkout, or the one that KEYWAY_LAB_STATE names.</summary>
    public static LabFolder ForCheckout(string checkout)
    {
        if (Environment.GetEnvironmentVariable("KEYWAY_LAB_STATE") is { Length: > 0 } named)
            return new LabFolder(System.IO.Path.GetFullPath(named));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(checkout)))[..8];
        return new LabFolder(System.IO.Path.Combine(Home, digest));
    }

    /// <summary>Makes an empty folder in which others may pass through, but not look around.</summary>
    public void Create()
    {
        const UnixFileMode passThrough = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(Home, passThrough);
        Directory.CreateDirectory(Path, passThrough);
        foreach (var folder in new[] { DomainController, Intranet, Client })
            Directory.CreateDirectory(folder, passThrough);
        foreach (var folder in new[] { Logs, Server, Device, DomainDevice, Secrets })
            Directory.CreateDirectory(folder, ownerOnly);
    }

    /// <summary>Writes a file that only root reads; the mode holds from the first byte.</summary>
    public static void WriteSecret(string path, string content)
    {
        using var stream = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        stream.Write(Encoding.UTF8.GetBytes(content));
    }
}
