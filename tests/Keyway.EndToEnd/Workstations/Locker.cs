namespace Keyway.EndToEnd.Workstations;

/// <summary>A lock screen of Debian's, as a session of its user starts it; it ends when the screen is open again.</summary>
/// <param name="Command">Runs as the user.</param>
/// <param name="OnWayland">Whether it needs a Wayland compositor in place of an X server.</param>
internal sealed record Locker(string[] Command, bool OnWayland = false)
{
    /// <summary>Shows every message of PAM.</summary>
    public static readonly Locker XSecureLock = new(
    [
        "env", "XSECURELOCK_AUTH=/usr/libexec/xsecurelock/auth_x11", "XSECURELOCK_AUTHPROTO=/usr/libexec/xsecurelock/authproto_pam", "XSECURELOCK_NO_COMPOSITE=1",
        "XSECURELOCK_FONT=DejaVu Sans:size=16", "XSECURELOCK_SHOW_HOSTNAME=0", "XSECURELOCK_PASSWORD_PROMPT=asterisks",
        "XSECURELOCK_AUTH_BACKGROUND_COLOR=rgb:1d/3c/34", "xsecurelock",
    ]);

    /// <summary>Shows none of them, and answers each question with the text that was typed once.</summary>
    public static readonly Locker I3Lock = new(["i3lock", "--nofork", "--color=1d3c34"]);

    /// <summary>The same on Wayland.</summary>
    public static readonly Locker SwayLock = new(["swaylock", "--color", "1d3c34"], OnWayland: true);

    /// <summary>Shows every message; its part that asks PAM runs as root. The daemon outlives the lock, so that what waits for the end is a shell beside it.</summary>
    public static readonly Locker XScreenSaver = new(
    [
        "sh", "-c", """
            printf 'mode: blank\n' >"$HOME/.xscreensaver"
            xscreensaver --no-splash & sleep 1; xscreensaver-command -lock
            xscreensaver-command -watch >"$HOME/.watched" &
            until grep -q ^UNBLANK "$HOME/.watched"; do sleep 0.1; done
            """,
    ]);
}
