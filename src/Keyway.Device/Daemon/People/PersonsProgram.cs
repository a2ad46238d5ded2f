using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Keyway.Device.Daemon.People;

/// <summary>
/// A program that the daemon starts as a person: nothing of its own environment, none of root's groups and no right of root goes with it. The daemon has no right to kill what is a
/// person's (no CAP_KILL), so what dawdles is ended by a watcher, timeout(1), that is the person too.
/// </summary>
internal static class PersonsProgram
{
    private const string ChangeUser = "/usr/bin/setpriv";
    private const string EndInTime = "/usr/bin/timeout";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>How long to wait for one: a little longer than it may live.</summary>
    public static readonly TimeSpan Patience = Limit + TimeSpan.FromSeconds(1);

    /// <param name="command">Program and arguments.</param>
    public static ProcessStartInfo Of(LocalAccount account, IEnumerable<string> command)
    {
        var start = new ProcessStartInfo(
            ChangeUser,
            [
                "--reuid", account.UserId.ToString(CultureInfo.InvariantCulture), "--regid", account.GroupId.ToString(CultureInfo.InvariantCulture), "--clear-groups", "--inh-caps=-all", "--no-new-privs", "--",
                EndInTime, "--signal=KILL", Limit.TotalSeconds.ToString(CultureInfo.InvariantCulture), .. command,
            ])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        return start;
    }

    /// <summary>Ends one that has not ended, as far as the daemon may.</summary>
    public static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception failure) when (failure is Win32Exception or AggregateException or InvalidOperationException)
        {
            // It is the person's, who has stopped the watcher too: it harms nobody else.
        }
    }
}
