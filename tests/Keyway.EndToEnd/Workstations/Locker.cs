namespace Keyway.EndToEnd.Workstations;

/// <summary>A lock screen of Debian's, as a session of its user starts it: it says "locked" once it holds the keyboard, and ends when the screen is open again.</summary>
/// <param name="Command">Runs as the user.</param>
/// <param name="OnWayland">Whether it needs a Wayland compositor in place of an X server.</param>
internal sealed record Locker(string[] Command, bool OnWayland = false)
{
    /// <summary>What each of them says once keys that are pressed are its own.</summary>
    public const string Locked = "locked";

    /// <summary>Shows every message of PAM.</summary>
    public static readonly Locker XSecureLock = new(
    [
        "env", "XSECURELOCK_AUTH=/usr/libexec/xsecurelock/auth_x11", "XSECURELOCK_AUTHPROTO=/usr/libexec/xsecurelock/authproto_pam", "XSECURELOCK_NO_COMPOSITE=1",
        "XSECURELOCK_FONT=DejaVu Sans:size=16", "XSECURELOCK_SHOW_HOSTNAME=0", "XSECURELOCK_PASSWORD_PROMPT=hidden",
        "XSECURELOCK_AUTH_BACKGROUND_COLOR=rgb:1d/3c/34", "xsecurelock", "--", "echo", Locked,
    ]);

    /// <summary>Shows none of them, and answers each question with the text that was typed once.</summary>
    public static readonly Locker I3Lock = new(InTheBackground("i3lock", "i3lock --color=1d3c34"));

    /// <summary>The same on Wayland.</summary>
    public static readonly Locker SwayLock = new(InTheBackground("swaylock", "swaylock --daemonize --color 1d3c34"), OnWayland: true);

    /// <summary>Shows every message; its part that asks PAM runs as root. For two seconds after it was told to lock it takes no key for a wish to come back.</summary>
    public static readonly Locker XScreenSaver = new(
    [
        "sh", "-c", $$"""
            printf 'mode: blank\n' >"$HOME/.xscreensaver"
            is_locked() { xscreensaver-command -time | grep -q 'screen locked'; }
            xscreensaver --no-splash &
            until xscreensaver-command -lock; do sleep 0.1; done
            until is_locked; do sleep 0.1; done
            sleep 3
            echo {{Locked}}
            while is_locked; do sleep 0.1; done
            """,
    ]);

    // It leaves its caller when it has locked the screen: what waits for the end is a shell beside it.
    private static string[] InTheBackground(string name, string command) =>
        ["sh", "-c", $"{command} || exit; echo {Locked}; while pgrep --euid \"$(id -u)\" --exact {name} >/dev/null; do sleep 0.1; done"];
}
