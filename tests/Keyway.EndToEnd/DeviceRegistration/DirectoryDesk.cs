using System.Diagnostics;
using System.Text;
using Keyway.ActiveDirectory.Ldap;
using Keyway.EndToEnd.KerberosServers;
using Keyway.Lab;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.DeviceRegistration;

/// <summary>An administrator of the lab's domain with keyway-connect, and people made for one test who are gone after it.</summary>
internal sealed class DirectoryDesk(Laboratory lab) : IAsyncDisposable
{
    private readonly List<string> _made = [];
    private DirectorySeat? _seat;

    public DirectorySeat Seat => _seat ?? throw new InvalidOperationException("Nobody sat down.");

    public string SambaConfiguration => Path.Combine(lab.Folder.DomainController, "etc", "smb.conf");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task SitDownAsync() => _seat = await DirectorySeat.AsAdministratorAsync(lab, Cancellation);

    /// <summary>keyway-connect with a command that knows no identity server, as the domain's administrator or as a user.</summary>
    public Task<ToolResult> RunAsync(string[] command, string? user = null, params string[] more) => lab.Shell.RunAsync("keyway-connect", Arguments(command, user, more), Cancellation);

    /// <summary>The same as the domain's administrator, to be watched and killed while it runs.</summary>
    public Process Start(string[] command, params string[] more) => lab.Shell.Start("keyway-connect", Arguments(command, null, more));

    /// <summary>An object that is deleted when the desk is cleared; a parent before its children.</summary>
    public async Task<string> AddAsync(string dn, params IReadOnlyList<LdapAttribute> attributes)
    {
        Assert.Null(await Seat.Connection.AddAsync(dn, attributes, cancellationToken: Cancellation));
        _made.Add(dn);
        return dn;
    }

    /// <summary>A person with the lab's password.</summary>
    public Task<string> AddPersonAsync(string user) => AddAsync(
        $"CN={user},CN=Users,{Domain.BaseDn}",
        new("objectClass", "user"),
        new("sAMAccountName", user),
        new("userPrincipalName", Domain.Upn(user)),
        new("userAccountControl", "512"),
        new("unicodePwd", [Encoding.Unicode.GetBytes($"\"{lab.Record.UserPassword}\"")]));

    /// <summary>Deletes an object that was added before its time.</summary>
    public async Task DeleteAsync(string dn)
    {
        await Seat.MustDeleteAsync(dn, Cancellation);
        _made.Remove(dn);
    }

    /// <summary>A password file for programs that do not read our options.</summary>
    public string PasswordFile()
    {
        var path = Path.Combine(lab.Folder.Secrets, "user-password");
        if (!File.Exists(path))
            LabFolder.WriteSecret(path, lab.Record.UserPassword);
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var dn in Enumerable.Reverse(_made))
            await Seat.MustDeleteAsync(dn, CancellationToken.None);
        _seat?.Dispose();
    }

    private string[] Arguments(string[] command, string? user, string[] more) =>
    [
        .. command, "--domain", Domain.DnsName, "--domain-ca-file", lab.Folder.DomainAuthority,
        "--domain-user", user is null ? Domain.AdministratorUpn : Domain.Upn(user),
        "--domain-password-file", user is null ? lab.Folder.DomainAdministratorPasswordFile : PasswordFile(),
        .. more,
    ];
}
