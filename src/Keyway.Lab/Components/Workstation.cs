using System.Globalization;
using System.Text.Json.Nodes;
using Keyway.Lab.Processes;
using Keyway.SecurityKeys.SoftwareKeys.Cards;

namespace Keyway.Lab.Components;

/// <summary>
/// A computer as people sit before it: keywayd runs, and login, su, sudo and their kin ask it through PAM. It is a mount namespace with its own PAM
/// configuration, homes and name service; nothing of this machine changes.
/// </summary>
public sealed class Workstation
{
    private const string WinbindName = "winbindd of PC2";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    // Its /etc is the machine's with our files over it; /run and /tmp are new, but for what the lab itself has there. The process stays, and with it the namespace.
    private const string Script = """
        mount -t tmpfs -o mode=755 tmpfs /run && mkdir -p /run/keyway /run/samba/winbindd /run/systemd /run/sshd /run/user /run/etc/upper /run/etc/work &&
        mount -t overlay -o lowerdir=/etc,upperdir=/run/etc/upper,workdir=/run/etc/work overlay /etc && cp -r "$1/etc/." /etc &&
        mount --bind "$1/home" /home || exit 5
        [ -z "$MODULES" ] || mount -t overlay -o lowerdir="$MODULES:/usr" overlay /usr || exit 5
        for kept in "$@"; do case $kept in /tmp/*) mkdir -p "/run/kept$kept" && mount --bind "$kept" "/run/kept$kept" || exit 5 ;; esac; done
        mount -t tmpfs -o mode=1777 tmpfs /tmp || exit 5
        for kept in "$@"; do case $kept in /tmp/*) mkdir -p "$kept" && mount --bind "/run/kept$kept" "$kept" || exit 5 ;; esac; done
        : >/run/mounted || exit 5
        exec sleep infinity
        """;

    private readonly LabFolder _folder;
    private readonly LabRecord _record;
    private readonly string _files;
    private readonly string _state;
    private readonly bool _inDomain;

    /// <param name="inDomain">PC2, a member of the domain, with its users from winbind; otherwise PC1, which knows nothing of domains.</param>
    public Workstation(LabFolder folder, LabRecord record, bool inDomain = false)
    {
        _folder = folder;
        _record = record;
        _inDomain = inDomain;
        _files = inDomain ? folder.DomainWorkstation : folder.Workstation;
        _state = inDomain ? folder.DomainDevice : folder.Device;
    }

    /// <summary>The namespace itself.</summary>
    public string Name => _inDomain ? Domain.ComputerName : "PC1";

    /// <summary>Its daemon.</summary>
    public string DaemonName => _inDomain ? "keywayd of PC2" : "keywayd";

    /// <summary>Where a key is plugged in: the file of a software key lies here while it is.</summary>
    public string Slot => Path.Combine(_folder.Secrets, $"inserted-{Name.ToLowerInvariant()}.key");

    private string SettingsFile => Path.Combine(_files, "keywayd.json");

    /// <summary>Makes the computer and starts its daemon.</summary>
    /// <param name="started">Told of each process at once.</param>
    /// <param name="settings">Settings of keywayd; the key's slot where they name none.</param>
    public async Task StartAsync(Func<RunningComponent, RunningComponent> started, CancellationToken cancellation, JsonObject? settings = null)
    {
        WriteFiles();
        var computer = started(Daemon.Start(Name, _folder, Name.ToLowerInvariant(), _files, "unshare",
            ["--mount", "--propagation", "private", "sh", "-c", Script, "sh", _files, _folder.Path, BuiltPrograms.Root],
            new Dictionary<string, string> { ["MODULES"] = _inDomain ? BuiltPrograms.NameServices : string.Empty }));
        await WaitAsync(computer, $"/proc/{computer.ProcessId}/root/run/mounted", cancellation);
        if (_inDomain)
            await StartWinbindAsync(computer, started, cancellation);
        started(await StartDaemonAsync(computer, settings, cancellation));
    }

    /// <summary>Starts keywayd in the computer.</summary>
    /// <param name="through">What stands in front of its command line, such as a tracer; nothing when null.</param>
    /// <param name="network">File of the network namespace that is its own; this machine's when null.</param>
    public async Task<RunningComponent> StartDaemonAsync(RunningComponent computer, JsonObject? settings, CancellationToken cancellation, IReadOnlyList<string>? through = null, string? network = null)
    {
        var all = settings?.DeepClone().AsObject() ?? [];
        all["securityKey"] ??= Slot;
        all["securityKeySignIn"] ??= true;
        await File.WriteAllTextAsync(SettingsFile, all.ToJsonString(), cancellation);
        var socket = $"/proc/{computer.ProcessId}/root/run/keyway/pam";
        File.Delete(socket);
        var daemon = Daemon.Start(DaemonName, _folder, DaemonName.Replace(' ', '-').ToLowerInvariant(), "/run/keyway/pam", "nsenter",
            [.. network is null ? Array.Empty<string>() : [$"--net={network}"], .. Entering(computer), .. through ?? [], BuiltPrograms.Device, "--state", _state, "daemon", "--settings", SettingsFile],
            new Dictionary<string, string> { ["DOTNET_ROOT"] = BuiltPrograms.DotnetRoot });
        await WaitAsync(daemon, socket, cancellation);
        return daemon;
    }

    /// <summary>Starts pcscd in the computer, with a reader on which keys can be laid. The driver listens on every address there is, so it has a network of its own.</summary>
    /// <param name="reader">The reader's name, to which pcscd adds two numbers.</param>
    public async Task<RunningComponent> StartCardReaderAsync(string reader, CancellationToken cancellation)
    {
        const string Run = "ip link set lo up && mkdir -p /run/pcscd && exec pcscd --foreground --config \"$1\"";
        var computer = Component(Name);
        await File.WriteAllTextAsync(Entry("reader.conf"), VirtualCardReader.Configuration(reader), cancellation);
        var service = Daemon.Start($"pcscd of {Name}", _folder, "pcscd", "/run/pcscd/pcscd.comm", "nsenter",
            [.. Entering(computer), "unshare", "--net", "sh", "-c", Run, "sh", Entry("reader.conf")], new Dictionary<string, string>());
        await WaitAsync(service, $"/proc/{computer.ProcessId}/root/run/pcscd/pcscd.comm", cancellation);
        return service;
    }

    /// <summary>Starts sssd in PC2. Whether names are asked of it, <c>/etc/nsswitch.conf</c> says.</summary>
    /// <param name="settings">Lines that its domain has beside those of the lab.</param>
    public async Task<RunningComponent> StartSssdAsync(CancellationToken cancellation, params string[] settings)
    {
        var computer = Component(Name);
        await RunAsync("rm", ["--force", Sssd.Socket], cancellation);
        await File.WriteAllTextAsync(Entry("sssd.conf"), Sssd.Configuration(settings), cancellation);
        var service = Daemon.Start($"sssd of {Name}", _folder, "sssd", Sssd.Socket, "nsenter",
            [.. Entering(computer), "sh", "-c", Sssd.Script, "sh", _folder.Path, Entry("sssd.conf"), _folder.ComputerKeytab], new Dictionary<string, string>());
        await WaitAsync(service, $"/proc/{computer.ProcessId}/root{Sssd.Socket}", cancellation);
        return service;
    }

    /// <summary>Kills keywayd without a word, or does worse to it.</summary>
    /// <param name="signal">Such as 9, or 19 to make it hang.</param>
    public void Signal(int signal) => ProcessSweep.Send(Component(DaemonName), signal);

    /// <summary>The same to the winbindd of a domain's computer and its children.</summary>
    public void SignalWinbind(int signal) => ProcessSweep.SendGroup(Component(WinbindName), signal);

    /// <summary>Asks PAM as a login program does; each line of <paramref name="input"/> answers a question.</summary>
    /// <param name="user">Who shall be recognised.</param>
    /// <param name="asUser">As whom the program runs; root when null.</param>
    /// <param name="operations">pamtester's, such as <c>authenticate</c>.</param>
    public Task<ToolResult> AskPamAsync(string user, string input, CancellationToken cancellation, uint? asUser = null, params string[] operations) => asUser is { } uid
        ? RunAsync("setpriv", [$"--reuid={uid}", $"--regid={uid}", "--clear-groups", "pamtester", "keyway-lab", user, .. operations], cancellation, input)
        : RunAsync("pamtester", ["keyway-lab", user, .. operations], cancellation, input);

    /// <summary>Runs a program at this computer, as root; <c>setpriv</c> and <c>su</c> make it somebody else's.</summary>
    public Task<ToolResult> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellation, string? input = null) =>
        Tool.RunAsync("nsenter", [.. Entering(Component(Name)), program, .. arguments], null, input, cancellation);

    /// <summary>A person's key goes in.</summary>
    public void Insert(string user)
    {
        Remove();
        File.Move(_folder.SecurityKey(user), Slot);
        File.WriteAllText(Slot + ".owner", user);
    }

    /// <summary>A finger is laid on the sensor of the key that is in, and stays there.</summary>
    public void LayOn(string finger) => File.WriteAllText(Slot + ".finger", finger);

    /// <summary>Whatever key is in comes out.</summary>
    public void Remove()
    {
        File.Delete(Slot + ".finger");
        if (File.Exists(Slot))
            File.Move(Slot, _folder.SecurityKey(File.ReadAllText(Slot + ".owner")), overwrite: true);
    }

    private static string[] Entering(RunningComponent computer) => ["--target", computer.ProcessId.ToString(CultureInfo.InvariantCulture), "--mount", "--"];

    private RunningComponent Component(string name) => _record.Components.Last(component => component.Name == name);

    private string Entry(string name) => Path.Combine(_files, name);

    private async Task StartWinbindAsync(RunningComponent computer, Func<RunningComponent, RunningComponent> started, CancellationToken cancellation)
    {
        var socket = $"/proc/{computer.ProcessId}/root/run/samba/winbindd/pipe";
        var winbind = started(Daemon.Start(WinbindName, _folder, "winbindd", "/run/samba/winbindd/pipe", "nsenter",
            [.. Entering(computer), "winbindd", "--foreground", "--no-process-group", "--debug-stdout"], new Dictionary<string, string>()));
        await WaitAsync(winbind, socket, cancellation);
    }

    private void WriteFiles()
    {
        Directory.CreateDirectory(Entry("home"));
        Directory.CreateDirectory(Entry("etc/pam.d"));
        File.Copy(_folder.Hosts, Entry("etc/hosts"), overwrite: true);
        File.Copy(_folder.ResolverOf(LabDomain.Contoso), Entry("etc/resolv.conf"), overwrite: true);
        File.Copy(_folder.KerberosConfiguration, Entry("etc/krb5.conf"), overwrite: true);

        // As pam-auth-update writes them with our profile ahead of pam_unix. A wrong PIN ends there: a lock screen that answers each question alike would send it as a password.
        var module = BuiltPrograms.PamModule;
        Write("etc/pam.d/common-auth", $"auth [success=2 auth_err=die perm_denied=die default=ignore] {module}", "auth [success=1 default=ignore] pam_unix.so nullok", "auth requisite pam_deny.so", "auth required pam_permit.so");
        Write("etc/pam.d/common-account", $"account [success=2 new_authtok_reqd=done default=ignore] {module}", "account [success=1 new_authtok_reqd=done default=ignore] pam_unix.so", "account requisite pam_deny.so", "account required pam_permit.so");
        string[] session = ["session [default=1] pam_permit.so", "session requisite pam_deny.so", "session required pam_permit.so", $"session optional {module}", "session required pam_unix.so"];
        Write("etc/pam.d/common-session", session);
        Write("etc/pam.d/common-session-noninteractive", session);
        Write("etc/pam.d/keyway-lab", "@include common-auth", "@include common-account", "@include common-session");
        var people = _inDomain ? "files systemd winbind" : "files systemd";
        Write("etc/nsswitch.conf", $"passwd: {people}", $"group: {people}", "shadow: files", "hosts: files dns");
        if (!_inDomain)
            return;
        Directory.CreateDirectory(Entry("etc/samba"));
        File.Copy(_folder.ComputerSambaConfiguration, Entry("etc/samba/smb.conf"), overwrite: true);
    }

    private void Write(string name, params string[] lines) => File.WriteAllLines(Entry(name), lines);

    private static async Task WaitAsync(RunningComponent component, string file, CancellationToken cancellation)
    {
        var deadline = DateTime.UtcNow + StartLimit;
        while (!File.Exists(file))
        {
            if (!ProcessTable.IsAlive(component) || DateTime.UtcNow > deadline)
                throw new LabException(component.Name, $"{component.Name} did not start.", component.Log);
            await Task.Delay(Interval, cancellation);
        }
    }
}
