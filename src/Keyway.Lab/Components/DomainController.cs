using System.Net.Sockets;
using Keyway.Lab.Processes;

namespace Keyway.Lab.Components;

/// <summary>
/// A real Samba AD domain controller with everything it keeps in the lab's folder, bound to one loopback address, with the file share on it.
/// Its <c>/run/samba</c> is its own: Samba's library has that path compiled in, and the machine's must stay as it is.
/// </summary>
internal sealed class DomainController
{
    private static readonly int[] Ports = [53, 88, 135, 389, 445, 464, 636];
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly LabFolder _folder;
    private readonly LabRecord _record;
    private readonly LabDomain _domain;
    private readonly Dictionary<string, string> _environment;

    public DomainController(LabFolder folder, LabRecord record, LabDomain domain)
    {
        _folder = folder;
        _record = record;
        _domain = domain;
        _environment = new() { ["KRB5_CONFIG"] = In("private/krb5.conf"), ["SMB_CONF_PATH"] = Configuration };
    }

    internal string Name => _domain.Named("domain-controller").Replace('-', ' ');

    private string Address => _record.ControllerAddress(_domain);

    private string Configuration => In("etc/smb.conf");

    public async Task ProvisionAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(_folder.ControllerOf(_domain));
        foreach (var folder in new[] { "run", "log", "ncalrpc", "runtime" })
            Directory.CreateDirectory(In(folder));
        await File.WriteAllTextAsync(In("base.conf"), BaseConfiguration(), cancellation);

        // Without --adminpass Samba draws a password of its own; ours is set below, through standard input.
        await MustAsync("samba-tool",
            ["domain", "provision", "-s", In("base.conf"), "--targetdir=" + _folder.ControllerOf(_domain), "--realm=" + _domain.Realm,
                "--domain=" + _domain.NetBiosName, "--server-role=dc", "--dns-backend=SAMBA_INTERNAL", "--host-name=" + _domain.ControllerName,
                "--host-ip=" + Address], null, cancellation);

        // The machine's own DNS server is no forwarder of a lab.
        var configuration = await File.ReadAllLinesAsync(Configuration, cancellation);
        await File.WriteAllLinesAsync(Configuration, configuration.Where(line => !line.Contains("dns forwarder", StringComparison.Ordinal)), cancellation);

        var share = In("share");
        Directory.CreateDirectory(share);
        File.SetUnixFileMode(share, (UnixFileMode)0b1_111_111_111);
        await File.AppendAllTextAsync(Configuration, $"\n[data]\n\tpath = {share}\n\tread only = no\n", cancellation);

        await DirectoryAsync("ldbadd", DomainAccounts.Additions(_domain, _record), cancellation);
        await DirectoryAsync("ldbmodify", DomainAccounts.Modifications(_domain, _record), cancellation);
    }

    public RunningComponent Start()
    {
        var command = PrivateMounts.Wrap([(In("runtime"), "/run/samba")], "samba", ["-F", "-s", Configuration, "--no-process-group"]);
        Directory.CreateDirectory("/run/samba");
        return Daemon.Start(Name, _folder, _domain.Named("domain-controller"), $"{_domain.ControllerHost} ({Address})", command[0], command[1..], _environment);
    }

    /// <summary>Waits until every port answers, then lets Samba write its service principal names.</summary>
    public async Task WaitAsync(RunningComponent component, CancellationToken cancellation)
    {
        var deadline = DateTime.UtcNow + StartLimit;
        foreach (var port in Ports)
        {
            while (!await AnswersAsync(Address, port, cancellation))
            {
                if (!ProcessTable.IsAlive(component))
                    throw new LabException(Name, "Samba ended while it was starting.", component.Log);
                if (DateTime.UtcNow > deadline)
                    throw new LabException(Name, $"Port {port} did not answer within {StartLimit.TotalSeconds:0} s.", component.Log);
                await Task.Delay(Interval, cancellation);
            }
        }

        await MustAsync("samba_spnupdate", ["-s", Configuration], null, cancellation);
    }

    /// <summary>Changes the directory on the controller itself, as its administrator would with Samba's tools.</summary>
    public Task ModifyAsync(string ldif, CancellationToken cancellation) => DirectoryAsync("ldbmodify", ldif, cancellation);

    /// <summary>The keys of the web site's account.</summary>
    public Task ExportWebKeytabAsync(string path, CancellationToken cancellation) =>
        MustAsync("samba-tool", ["domain", "exportkeytab", path, "--principal=HTTP/" + Domain.IntranetHost, "-s", Configuration], null, cancellation);

    internal static async Task<bool> AnswersAsync(string address, int port, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private Task DirectoryAsync(string tool, string ldif, CancellationToken cancellation) =>
        MustAsync(tool, ["-H", In("private/sam.ldb")], ldif, cancellation);

    private async Task MustAsync(string program, string[] arguments, string? input, CancellationToken cancellation)
    {
        var result = await Tool.RunAsync(program, arguments, _environment, input, cancellation);
        await File.AppendAllTextAsync(_folder.Log("provision"), $"== {program}\n{result.Output}{result.Error}\n", cancellation);
        if (!result.Succeeded)
            throw new LabException(Name, $"{program} ended with {result.ExitCode}.", _folder.Log("provision"));
    }

    private string In(string name) => Path.Combine(_folder.ControllerOf(_domain), name);

    private string BaseConfiguration() => $"""
        [global]
        	netbios name = {_domain.ControllerName.ToUpperInvariant()}
        	workgroup = {_domain.NetBiosName}
        	realm = {_domain.Realm}
        	server role = active directory domain controller
        	interfaces = {Address}/24
        	bind interfaces only = yes
        	private dir = {In("private")}
        	state directory = {In("state")}
        	cache directory = {In("cache")}
        	lock directory = {In("lock")}
        	pid directory = {In("run")}
        	ncalrpc dir = {In("ncalrpc")}
        	binddns dir = {In("bind-dns")}
        	usershare max shares = 0
        	log file = {In("log")}/log.%m
        	logging = file
        	allow dns updates = secure only
        	vfs objects = dfs_samba4 acl_xattr
        	server services = -dnsupdate, -ntp_signd
        	disable spoolss = yes
        	load printers = no
        	printing = bsd
        	disable netbios = yes

        """;
}
