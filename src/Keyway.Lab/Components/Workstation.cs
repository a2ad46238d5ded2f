using System.Globalization;
using System.Text.Json.Nodes;
using Keyway.Lab.Processes;

namespace Keyway.Lab.Components;

/// <summary>
/// PC1 as people sit before it: keywayd runs, and login, su, sudo and their kin ask it through PAM. It is a mount namespace with its own PAM
/// configuration, homes and name service; nothing of this machine changes.
/// </summary>
public sealed class Workstation
{
    /// <summary>The namespace itself.</summary>
    public const string Name = "PC1";

    /// <summary>Its daemon.</summary>
    public const string DaemonName = "keywayd";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    // Its /etc is the machine's with our files over it; /run and /tmp are new, but for what the lab itself has there. The process stays, and with it the namespace.
    private const string Script = """
        mount -t tmpfs -o mode=755 tmpfs /run && mkdir -p /run/keyway /run/systemd /run/sshd /run/user /run/etc/upper /run/etc/work &&
        mount -t overlay -o lowerdir=/etc,upperdir=/run/etc/upper,workdir=/run/etc/work overlay /etc && cp -r "$1/etc/." /etc &&
        mount --bind "$1/home" /home || exit 5
        for kept in "$@"; do case $kept in /tmp/*) mkdir -p "/run/kept$kept" && mount --bind "$kept" "/run/kept$kept" || exit 5 ;; esac; done
        mount -t tmpfs -o mode=1777 tmpfs /tmp || exit 5
        for kept in "$@"; do case $kept in /tmp/*) mkdir -p "$kept" && mount --bind "/run/kept$kept" "$kept" || exit 5 ;; esac; done
        : >/run/mounted || exit 5
        exec sleep infinity
        """;

    private readonly LabFolder _folder;
    private readonly LabRecord _record;

    public Workstation(LabFolder folder, LabRecord record)
    {
        _folder = folder;
        _record = record;
    }

    /// <summary>Where a key is plugged in: the file of a software key lies here while it is.</summary>
    public string Slot => Path.Combine(_folder.Secrets, "inserted.key");

    private string SettingsFile => Path.Combine(_folder.Workstation, "keywayd.json");

    /// <summary>Makes the computer and starts its daemon.</summary>
    /// <param name="started">Told of each process at once.</param>
    /// <param name="settings">Settings of keywayd beside the key's slot.</param>
    public async Task StartAsync(Func<RunningComponent, RunningComponent> started, CancellationToken cancellation, JsonObject? settings = null)
    {
        WriteFiles();
        var computer = started(Daemon.Start(Name, _folder, "pc1", _folder.Workstation, "unshare",
            ["--mount", "--propagation", "private", "sh", "-c", Script, "sh", _folder.Workstation, _folder.Path, BuiltPrograms.Root],
            new Dictionary<string, string>()));
        await WaitAsync(computer, $"/proc/{computer.ProcessId}/root/run/mounted", cancellation);
        started(await StartDaemonAsync(computer, settings, cancellation));
    }

    /// <summary>Starts keywayd in the computer.</summary>
    public async Task<RunningComponent> StartDaemonAsync(RunningComponent computer, JsonObject? settings, CancellationToken cancellation)
    {
        var all = settings?.DeepClone().AsObject() ?? [];
        all["securityKey"] = Slot;
        await File.WriteAllTextAsync(SettingsFile, all.ToJsonString(), cancellation);
        var socket = $"/proc/{computer.ProcessId}/root/run/keyway/pam";
        File.Delete(socket);
        var daemon = Daemon.Start(DaemonName, _folder, "keywayd", "/run/keyway/pam", "nsenter",
            [.. Entering(computer), BuiltPrograms.Device, "--state", _folder.Device, "daemon", "--settings", SettingsFile],
            new Dictionary<string, string> { ["DOTNET_ROOT"] = BuiltPrograms.DotnetRoot });
        await WaitAsync(daemon, socket, cancellation);
        return daemon;
    }

    /// <summary>Kills keywayd without a word, or does worse to it.</summary>
    /// <param name="signal">Such as 9, or 19 to make it hang.</param>
    public void Signal(int signal) => ProcessSweep.Send(Component(DaemonName), signal);

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

    /// <summary>Whatever key is in comes out.</summary>
    public void Remove()
    {
        if (File.Exists(Slot))
            File.Move(Slot, _folder.SecurityKey(File.ReadAllText(Slot + ".owner")), overwrite: true);
    }

    private static string[] Entering(RunningComponent computer) => ["--target", computer.ProcessId.ToString(CultureInfo.InvariantCulture), "--mount", "--"];

    private RunningComponent Component(string name) => _record.Components.Last(component => component.Name == name);

    private string Entry(string name) => Path.Combine(_folder.Workstation, name);

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
        Write("etc/nsswitch.conf", "passwd: files systemd", "group: files systemd", "shadow: files", "hosts: files dns");
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
