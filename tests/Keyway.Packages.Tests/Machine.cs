using System.Diagnostics;
using System.Globalization;

namespace Keyway.Packages;

/// <summary>
/// A computer on which packages are installed: this one's files under a layer in memory, with systemd as its first process, and no network. It is gone with the test.
/// </summary>
internal sealed class Machine : IAsyncDisposable
{
    // What installing anything leaves: dpkg's own records, caches and logs. The first sign-in starts logind.
    private const string Changes = """
        cd "$1/layer" && find . -mindepth 1 \( -path ./var/lib/dpkg -o -path ./var/log -o -path ./var/cache -o -path ./var/lib/systemd -o -path ./etc/ld.so.cache -o -path ./etc/.pwd.lock -o -name 'systemd-private-*-systemd-logind.service-*' \) -prune -o -print | while read -r entry; do
          if [ -d "$entry" ] && [ ! -L "$entry" ]; then [ -d "/$entry" ] && continue; elif [ -f "$entry" ] && cmp -s "$entry" "/$entry"; then continue; fi
          echo "${entry#.}"
        done | sort
        """;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder;
    private readonly string _cgroup;
    private readonly Process _namespaces;

    private Machine(DirectoryInfo folder, string cgroup, Process namespaces)
    {
        _folder = folder;
        _cgroup = cgroup;
        _namespaces = namespaces;
    }

    /// <summary>systemd's number as this computer counts.</summary>
    private string First { get; set; } = string.Empty;

    /// <summary>Starts a computer.</summary>
    /// <param name="packages">The folder of packages, which it has as <c>/run/packages</c>.</param>
    public static async Task<Machine> StartAsync(string packages)
    {
        var hierarchy = (await Tool.ReadAsync("findmnt", "--noheadings", "--output", "TARGET", "--types", "cgroup2")).Split('\n')[0].Trim();
        var cgroup = Directory.CreateDirectory(Path.Combine(hierarchy, $"keyway-packages-{Environment.ProcessId}-{Guid.NewGuid():N}")).FullName;
        var folder = Directory.CreateTempSubdirectory("keyway-machine-");
        var start = new ProcessStartInfo("sh", ["-c", """echo $$ >"$1/cgroup.procs" && shift && exec "$@" """, "sh", cgroup,
            "unshare", "--mount", "--propagation", "private", "--pid", "--fork", "--kill-child", "--cgroup", "--ipc", "--uts", "--net",
            "sh", Path.Combine(AppContext.BaseDirectory, "machine.sh"), folder.FullName, packages])
        { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        var namespaces = Process.Start(start)!;
        namespaces.StandardInput.Close();
        var said = new List<string>();
        namespaces.OutputDataReceived += (_, line) => said.Add(line.Data ?? string.Empty);
        namespaces.ErrorDataReceived += (_, line) => said.Add(line.Data ?? string.Empty);
        namespaces.BeginOutputReadLine();
        namespaces.BeginErrorReadLine();

        var machine = new Machine(folder, cgroup, namespaces);
        var deadline = DateTime.UtcNow + StartLimit;
        while (!await machine.IsRunningAsync())
        {
            if (namespaces.HasExited || DateTime.UtcNow > deadline)
            {
                await machine.DisposeAsync();
                Assert.Fail($"The computer did not start: {string.Join('\n', said)}");
            }

            await Task.Delay(100);
        }

        return machine;
    }

    /// <summary>Runs a program there, as root.</summary>
    public Task<ToolResult> RunAsync(string program, params string[] arguments) => EnterAsync(null, program, arguments);

    public Task<ToolResult> EnterAsync(string? input, string program, params string[] arguments) =>
        Tool.RunAsync("nsenter", ["--target", First, "--mount", "--pid", "--net", "--ipc", "--uts", "--cgroup", "--root", "--wdns=/", "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", "DEBIAN_FRONTEND=noninteractive", "HOME=/root", program, .. arguments], input);

    /// <summary>The same for a shell's line that must succeed.</summary>
    /// <returns>What was said on both streams.</returns>
    public async Task<string> ShellAsync(string line)
    {
        var result = await RunAsync("sh", "-c", line);
        if (!result.Succeeded)
            Assert.Fail($"{line}: exit code {result.ExitCode}: {result.Said}\n{await JournalAsync()}");
        return result.Said;
    }

    /// <summary>Waits until a shell's line succeeds.</summary>
    public async Task WaitAsync(string line)
    {
        var deadline = DateTime.UtcNow + StartLimit;
        ToolResult result;
        while (!(result = await RunAsync("sh", "-c", line)).Succeeded)
        {
            if (DateTime.UtcNow > deadline)
                Assert.Fail($"{line}: exit code {result.ExitCode}: {result.Said}\n{await JournalAsync()}");
            await Task.Delay(100);
        }
    }

    /// <summary>The end of its journal, for messages of tests.</summary>
    public async Task<string> JournalAsync() => (await RunAsync("journalctl", "--no-pager", "--lines=40")).Output;

    /// <summary>Files and folders by which it differs from this computer, but for dpkg's records, caches and logs.</summary>
    public async Task<IReadOnlySet<string>> ChangesAsync() =>
        (await Tool.ReadAsync("nsenter", "--target", _namespaces.Id.ToString(CultureInfo.InvariantCulture), "--mount", "sh", "-c", Changes, "sh", _folder.FullName)).Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        _namespaces.Kill();
        await _namespaces.WaitForExitAsync();
        _namespaces.Dispose();
        // Its processes die with its first one; their groups are empty a moment later.
        for (var attempt = 0; attempt < 50 && Directory.Exists(_cgroup); attempt++)
        {
            await Tool.RunAsync("find", [_cgroup, "-depth", "-type", "d", "-exec", "rmdir", "{}", ";"]);
            await Task.Delay(20);
        }

        _folder.Delete(recursive: true);
    }

    private async Task<bool> IsRunningAsync()
    {
        var children = $"/proc/{_namespaces.Id}/task/{_namespaces.Id}/children";
        First = File.Exists(children) ? (await File.ReadAllTextAsync(children)).Trim() : string.Empty;
        return First.Length > 0 && (await RunAsync("systemctl", "is-system-running")).Output.Trim() is "running" or "degraded";
    }
}
