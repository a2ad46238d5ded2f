using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Keyway.ActiveDirectory.Ldap;
using Keyway.EndToEnd.KerberosServers;
using Keyway.Lab;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.Policies;

/// <summary>An administrator who makes Group Policy objects by samba-tool, the directory and SYSVOL, and PC2, a computer of the domain that reads them.</summary>
internal sealed class PolicyDesk(Laboratory lab, CancellationToken cancellation) : IDisposable
{
    private const string Templates = "[{35378EAC-683F-11D2-A89A-00C04FBBCFA2}{D02B1F72-3407-48AE-BA88-E8213C6761F1}]";
    private const string Policies = "CN=Policies,CN=System," + Domain.BaseDn;

    private readonly string _login = Path.Combine(lab.Folder.Secrets, "policy-login");
    private readonly string _settings = Path.Combine(lab.Folder.DomainDevice, "keywayd-settings.json");
    private readonly string _file = Path.Combine(lab.Folder.Secrets, "Registry.pol");
    private DirectorySeat? _seat;

    public DirectorySeat Seat => _seat ?? throw new InvalidOperationException("Nobody sat down.");

    public async Task SitDownAsync()
    {
        _seat = await DirectorySeat.AsAdministratorAsync(lab, cancellation);
        LabFolder.WriteSecret(_login, $"username={Domain.Administrator}\npassword={lab.Record.DomainAdministratorPassword}\ndomain={Domain.NetBiosName}\n");
        await File.WriteAllTextAsync(_settings, "{}", cancellation);
    }

    /// <summary>samba-tool as the domain's administrator.</summary>
    public async Task<string> SambaToolAsync(params string[] command)
    {
        var result = await lab.Shell.RunAsync("samba-tool", [.. command, "-H", "ldap://" + Domain.ControllerHost, "-U", Domain.Administrator], cancellation, lab.Record.DomainAdministratorPassword + "\n");
        Assert.True(result.Succeeded, result.Said);
        return result.Output;
    }

    /// <summary>An object made as a policy editor makes it; samba-tool takes some seconds for each.</summary>
    public async Task<Guid> MakeAsync(string name, params (string Key, string Name, uint Value)[] values)
    {
        var id = Guid.NewGuid();
        Assert.Null(await Seat.Connection.AddAsync(
            DnOf(id),
            [
                new("objectClass", "groupPolicyContainer"), new("displayName", name), new("versionNumber", "1"), new("flags", "0"), new("gPCFunctionalityVersion", "2"),
                new("gPCFileSysPath", PathOf(id)), new("gPCMachineExtensionNames", Templates),
            ],
            cancellationToken: cancellation));
        await OnSysvolAsync($"mkdir {FolderOf(id)}; mkdir {FolderOf(id)}\\Machine; mkdir {FolderOf(id)}\\User");
        await PutAsync(id, PolicyFile(values));
        return id;
    }

    /// <summary>Puts the file of one half of an object on SYSVOL.</summary>
    public async Task PutAsync(Guid id, byte[] content, string half = "Machine")
    {
        await File.WriteAllBytesAsync(_file, content, cancellation);
        await OnSysvolAsync($"put {_file} {FolderOf(id)}\\{half}\\Registry.pol");
    }

    /// <summary>Takes the file of one half of an object from SYSVOL.</summary>
    public Task TakeAwayAsync(Guid id, string half = "Machine") => OnSysvolAsync($"del {FolderOf(id)}\\{half}\\Registry.pol");

    /// <summary>Puts the object's GPT.INI, which an editor writes last.</summary>
    public async Task NoteAsync(Guid id, uint version)
    {
        await File.WriteAllTextAsync(_file, $"[General]\r\nVersion={version}\r\n", cancellation);
        await OnSysvolAsync($"put {_file} {FolderOf(id)}\\GPT.INI");
    }

    /// <summary>The same for an object's user half, published: its version is the upper half of the number.</summary>
    public async Task PutForPeopleAsync(Guid id, int version, params (string Key, string Name, uint Value)[] values)
    {
        await PutAsync(id, PolicyFile(values), "User");
        await SetAsync(id, "versionNumber", ((version << 16) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        await SetAsync(id, "gPCUserExtensionNames", Templates);
    }

    public Task SetAsync(Guid id, string attribute, string value) => Seat.MustModifyAsync(DnOf(id), LdapChange.Replace(attribute, value), cancellation);

    /// <summary>What an editor writes when it has put a file: the next version, and that there are administrative templates.</summary>
    public async Task PublishAsync(Guid id, int version)
    {
        await SetAsync(id, "versionNumber", version.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await SetAsync(id, "gPCMachineExtensionNames", Templates);
    }

    public Task LinkAsync(string scope, params (Guid Id, int Options)[] links) =>
        Seat.MustModifyAsync(scope, LdapChange.Replace("gPLink", links.Length == 0 ? " " : string.Concat(links.Select(link => $"[LDAP://{DnOf(link.Id)};{link.Options}]"))), cancellation);

    /// <summary>keyway policy refresh at PC2.</summary>
    public Task<ToolResult> RefreshAsync(bool json = true) => RunAsync([.. json ? new[] { "--json" } : [], "policy", "refresh"]);

    public Task<ToolResult> RunAsync(params string[] command) =>
        lab.Shell.RunAsync("keyway", ["--state", lab.Folder.DomainDevice, .. command, "--settings", _settings], cancellation);

    /// <summary>Reads, and tells what holds: the value, and who said it.</summary>
    /// <param name="person">For whom; null for the computer alone.</param>
    public async Task<PolicySeen> SeenAsync(string? person = null)
    {
        var result = person is null ? await RefreshAsync() : await RunAsync("--json", "policy", "refresh", "--person", person);
        Assert.True(result.Succeeded, result.Said);
        using var document = JsonDocument.Parse(result.Output);
        return new PolicySeen(document.RootElement.Clone());
    }

    public static string DnOf(Guid id) => $"CN={id.ToString("B").ToUpperInvariant()},{Policies}";

    public static string PathOf(Guid id) => $@"\\{Domain.DnsName}\sysvol\{Domain.DnsName}\Policies\{id.ToString("B").ToUpperInvariant()}";

    public static byte[] PolicyFile(params (string Key, string Name, uint Value)[] values)
    {
        using var file = new MemoryStream();
        file.Write("PReg\x01\0\0\0"u8);
        foreach (var (key, name, value) in values)
        {
            var number = new byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(number, value);
            file.Write(Encoding.Unicode.GetBytes($"[{key}\0;{name}\0;\u0004\0;\u0004\0;"));
            file.Write(number);
            file.Write(Encoding.Unicode.GetBytes("]"));
        }

        return file.ToArray();
    }

    public void Dispose()
    {
        _seat?.Dispose();
        File.Delete(_login);
        File.Delete(_file);
        File.Delete(_settings);
    }

    private static string FolderOf(Guid id) => $@"{Domain.DnsName}\Policies\{id.ToString("B").ToUpperInvariant()}";

    private async Task OnSysvolAsync(string commands)
    {
        var result = await lab.Shell.RunAsync("smbclient", [$"//{Domain.ControllerHost}/sysvol", "--authentication-file=" + _login, "-c", commands], cancellation);
        Assert.True(result.Succeeded && !result.Said.Contains("NT_STATUS", StringComparison.Ordinal), result.Said);
    }
}
