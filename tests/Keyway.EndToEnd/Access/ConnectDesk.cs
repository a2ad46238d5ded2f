using Keyway.Lab;

namespace Keyway.EndToEnd.Access;

/// <summary>Runs keyway-connect as its users do, each with the options that they have: the AD team sees the domain, the identity team the server.</summary>
internal sealed class ConnectDesk(Laboratory lab, CancellationToken cancellation)
{
    private static string Url(Laboratory lab) => lab.Record.ServerUrl.GetLeftPart(UriPartial.Authority);

    public string[] Server => ["--server", Url(lab), "--ca-file", lab.Folder.ServerAuthority];

    /// <summary>An address where nothing listens: the line is cut.</summary>
    public static string[] NoServer => ["--server", "https://127.0.0.1:1"];

    public string[] Connector => ["--connector-file", lab.Folder.ConnectorFile];

    public string[] AdministratorsKey => ["--admin", Domain.ServerAdministrator, "--key", lab.Folder.SecurityKey("admin"), "--pin-file", lab.Folder.PinFile];

    public string[] InDomain => ["--domain", Domain.DnsName, "--domain-ca-file", lab.Folder.DomainAuthority];

    public string[] DomainAdministrator => ["--domain-user", Domain.AdministratorUpn, "--domain-password-file", lab.Folder.DomainAdministratorPasswordFile];

    /// <summary>An ordinary account of the domain, with its password.</summary>
    public string[] Alice => ["--domain-user", Domain.Upn("alice"), "--domain-password-file", Secret("alice-password", lab.Record.UserPassword)];

    /// <summary>A path in the lab's folder of secrets.</summary>
    public string Path(string name) => System.IO.Path.Combine(lab.Folder.Secrets, name);

    /// <summary>A file of mode 0600.</summary>
    public string Secret(string name, string content)
    {
        LabFolder.WriteSecret(Path(name), content);
        return Path(name);
    }

    public async Task<ConnectRun> RunAsync(params string[] arguments) =>
        ConnectRun.Of(await lab.Shell.RunAsync("keyway-connect", [.. arguments, "--json"], cancellation));

    /// <summary>On both sides, as the AD team does it day by day.</summary>
    public Task<ConnectRun> BothAsync(string[] command, params string[] more) =>
        RunAsync([.. command, .. InDomain, .. DomainAdministrator, .. Server, .. Connector, .. more]);
}
