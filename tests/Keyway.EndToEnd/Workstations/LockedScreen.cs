using System.Globalization;
using Keyway.Lab.Components;

namespace Keyway.EndToEnd.Workstations;

/// <summary>Somebody's locked session at PC1: a real X server or Wayland compositor without a monitor, a real lock screen, keys typed at it, and eyes that read what it shows.</summary>
internal sealed class LockedScreen : IAsyncDisposable
{
    private const string Pictures = "/tmp/screen";
    private const string LockerLog = "/tmp/locker.log";

    // Each run plugs a keyboard in, which the lock screen has to take up before it hears of a key.
    private static readonly string[] VirtualKeyboard = ["wtype", "-s", "1000"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly WorkstationDesk _desk;
    private readonly int _server;
    private readonly string[] _display;
    private readonly bool _onWayland;
    private readonly int _camera;
    private readonly int _locker;
    private int _looked;

    private LockedScreen(WorkstationDesk desk, int server, string[] display, bool onWayland, int camera, int locker)
    {
        _desk = desk;
        _server = server;
        _display = display;
        _onWayland = onWayland;
        _camera = camera;
        _locker = locker;
    }

    /// <summary>Whether the lock screen still stands.</summary>
    public bool IsLocked => IsRunning(_locker);

    /// <summary>Starts a session of somebody who has signed in at PC1 before, and locks it as the lock screens do: as that user, who is nobody's root.</summary>
    public static async Task<LockedScreen> LockAsync(WorkstationDesk desk, string user, Locker locker)
    {
        var uid = await desk.UserIdAsync(user);
        string[] asUser = ["setpriv", $"--reuid={uid}", $"--regid={uid}", "--clear-groups", "env", $"HOME=/home/{user}", $"USER={user}"];
        var (server, display) = locker.OnWayland ? await StartWaylandAsync(desk, uid, asUser) : await StartXAsync(desk);
        var camera = await StartCameraAsync(desk, display, locker.OnWayland);
        var started = await desk.RunAsync("sh", ["-c", $"setsid \"$@\" >{LockerLog} 2>&1 </dev/null & echo $!", "sh", .. asUser, .. display, .. locker.Command]);
        var screen = new LockedScreen(desk, server, display, locker.OnWayland, camera, Number(started.Output));

        var said = string.Empty;
        await UntilAsync(async () => (said = (await desk.RunAsync("cat", LockerLog)).Output).Split('\n').Contains(Locker.Locked), () => "Nothing is locked: " + said);
        Assert.True(screen.IsLocked);
        return screen;
    }

    /// <summary>Types a line.</summary>
    public async Task TypeAsync(string line)
    {
        string[] keyboard = _onWayland ? [.. VirtualKeyboard, "-d", "20", "-"] : ["xdotool", "type", "--delay", "20", "--file", "-"];
        var typed = await _desk.Computer.RunAsync("env", [.. _display, .. keyboard], TestContext.Current.CancellationToken, line.TrimEnd('\n'));
        Assert.True(typed.Succeeded, typed.Said);
        await PressAsync("Return");
    }

    public Task PressAsync(string key) => _desk.RunAsync("env", [.. _display, .. _onWayland ? (string[])[.. VirtualKeyboard, "-k", key] : ["xdotool", "key", key]]);

    /// <summary>Waits until words can be read on the screen, or have been there since what was seen last: some messages stand for a second, and reading takes one.</summary>
    /// <param name="words">In a row, in small letters.</param>
    /// <param name="picture">The name of the picture that the documentation shows of it, or null.</param>
    public async Task SeeAsync(string words, string? picture = null)
    {
        var seen = string.Empty;
        await UntilAsync(
            async () =>
            {
                var text = await ReadNextAsync();
                seen += text is null ? null : $"[{text}]";
                return text?.Contains(words, StringComparison.Ordinal) == true;
            },
            () => $"“{words}” never stood on the screen, but: {seen}");
        if (picture is not null && Environment.GetEnvironmentVariable("KEYWAY_WRITE_DOCS") == "1")
            await File.WriteAllBytesAsync(Path.Combine(BuiltPrograms.Root, "..", "docs", "pictures", picture), await PictureAsync());
    }

    /// <summary>Waits until the desktop is there again.</summary>
    public Task SeeDesktopAsync() => UntilAsync(() => Task.FromResult(!IsLocked), "The screen is still locked.");

    public async ValueTask DisposeAsync()
    {
        await _desk.RunAsync("kill", "-KILL", _camera.ToString(CultureInfo.InvariantCulture));
        await _desk.RunAsync("kill", "-KILL", _locker.ToString(CultureInfo.InvariantCulture));
        await _desk.RunAsync("kill", "-KILL", _server.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<(int Server, string[] Display)> StartXAsync(WorkstationDesk desk)
    {
        var started = await desk.RunAsync("sh", "-c", "rm -f /tmp/display; setsid Xvfb -displayfd 3 -screen 0 1280x720x24 -nolisten tcp 3>/tmp/display >/dev/null 2>&1 </dev/null & echo $!");
        var display = string.Empty;
        await UntilAsync(async () => (display = (await desk.RunAsync("cat", "/tmp/display")).Output.Trim()).Length > 0, "The X server did not start.");
        return (Number(started.Output), [$"DISPLAY=:{display}"]);
    }

    private static async Task<(int Server, string[] Display)> StartWaylandAsync(WorkstationDesk desk, uint uid, string[] asUser)
    {
        var runtime = $"/tmp/wayland-{uid}";
        await desk.RunAsync("sh", "-c", $"rm -rf {runtime}; install -d -m 700 -o {uid} -g {uid} {runtime}");
        string[] headless = [$"XDG_RUNTIME_DIR={runtime}", "WLR_BACKENDS=headless", "WLR_LIBINPUT_NO_DEVICES=1", "WLR_RENDERER=pixman"];
        var started = await desk.RunAsync("sh", ["-c", "setsid \"$@\" >/tmp/sway.log 2>&1 </dev/null & echo $!", "sh", .. asUser, .. headless, "sway", "--config", "/dev/null"]);
        await UntilAsync(async () => (await desk.RunAsync("test", "-S", $"{runtime}/wayland-1")).Succeeded, "The compositor did not start.");
        return (Number(started.Output), [$"XDG_RUNTIME_DIR={runtime}", "WAYLAND_DISPLAY=wayland-1"]);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Takes a picture some times a second, and keeps each that differs from the one before: 1.ppm, 2.ppm, ...</summary>
    private static async Task<int> StartCameraAsync(WorkstationDesk desk, string[] display, bool onWayland)
    {
        var shot = onWayland ? "grim -t ppm new" : "import -window root ppm:new";
        var started = await desk.RunAsync(
            "sh", ["-c", $$"""
                rm -rf {{Pictures}}; mkdir {{Pictures}}; cd {{Pictures}}
                setsid env "$@" sh -c 'n=0; while sleep 0.15; do {{shot}} && { cmp -s new $n.ppm || { n=$((n + 1)); mv new $n.ppm; }; }; done' >/dev/null 2>&1 </dev/null & echo $!
                """, "sh", .. display]);
        return Number(started.Output);
    }

    private string Looked => string.Create(CultureInfo.InvariantCulture, $"{Pictures}/{_looked}.ppm");

    /// <summary>What stands on the next picture, in small letters; null while there is none.</summary>
    private async Task<string?> ReadNextAsync()
    {
        _looked++;

        // White and red on anything dark become black on white, as recognition likes it.
        var read = await _desk.RunAsync("sh", "-c", $"test -e {Looked} && convert {Looked} -channel R -separate -threshold 60% -negate png:- | tesseract stdin stdout --psm 6 2>/dev/null");
        if (read.Succeeded)
            return string.Join(' ', read.Output.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        _looked--;
        return null;
    }

    private async Task<byte[]> PictureAsync() =>
        Convert.FromBase64String((await _desk.RunAsync("sh", "-c", $"convert {Looked} -gravity center -crop 900x400+0+0 +repage -strip png:- | base64 --wrap=0")).Output);

    // One that has ended and that nobody has buried yet has no command line.
    private static bool IsRunning(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Length > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static Task UntilAsync(Func<Task<bool>> holds, string otherwise) => UntilAsync(holds, () => otherwise);

    private static async Task UntilAsync(Func<Task<bool>> holds, Func<string> otherwise)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (!await holds())
        {
            Assert.True(DateTime.UtcNow < deadline, otherwise());
            await Task.Delay(Look, TestContext.Current.CancellationToken);
        }
    }
}
