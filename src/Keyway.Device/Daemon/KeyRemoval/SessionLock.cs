using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Keyway.Device.Daemon.People;
using Keyway.Errors;

namespace Keyway.Device.Daemon.KeyRemoval;

/// <summary>Locks what a person has open: by logind, and by the administrator's command where there is no logind.</summary>
/// <param name="command">Program and arguments; run as the person, it asks the locker of their session and ends. Null when none is set.</param>
/// <param name="loginctl">loginctl(1).</param>
internal sealed class SessionLock(IReadOnlyList<string>? command, string loginctl = "/usr/bin/loginctl")
{
    /// <summary>Locks every session of the person.</summary>
    /// <returns>False where logind knows of none; or KW3220.</returns>
    public async Task<Result<bool>> RunAsync(LocalAccount account, CancellationToken cancellationToken)
    {
        var (exitCode, listed) = await RunAsync(new ProcessStartInfo(loginctl, ["list-sessions", "--no-legend", "--no-pager"]), cancellationToken);
        if (exitCode == 0)
        {
            var sessions = SessionsOf(account.UserId, listed);
            if (sessions.Count == 0)
                return false;
            (exitCode, var said) = await RunAsync(new ProcessStartInfo(loginctl, ["lock-session", .. sessions]), cancellationToken);
            return exitCode == 0 ? true : new Refusal(Catalogue.Daemon.SessionsNotLocked, $"{account}, logind: {said.Trim()}");
        }

        if (command is null)
            return new Refusal(Catalogue.Daemon.SessionsNotLocked, $"{account}: neither logind nor lockCommand");
        (exitCode, _) = await RunAsync(As(account, command), cancellationToken);
        return exitCode == 0 ? true : new Refusal(Catalogue.Daemon.SessionsNotLocked, string.Create(CultureInfo.InvariantCulture, $"{account}, lockCommand: {exitCode}"));
    }

    /// <summary>The person's sessions in a list of <c>loginctl list-sessions --no-legend</c>: the first word is the session, the second the user's number.</summary>
    internal static IReadOnlyList<string> SessionsOf(uint userId, string listed)
    {
        var number = userId.ToString(CultureInfo.InvariantCulture);
        return [.. listed.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length >= 2 && words[1] == number).Select(words => words[0])];
    }

    private static ProcessStartInfo As(LocalAccount account, IReadOnlyList<string> command)
    {
        var start = PersonsProgram.Of(account, command);
        start.Environment["PATH"] = "/usr/local/bin:/usr/bin:/bin";
        start.Environment["HOME"] = account.Home;
        start.Environment["USER"] = account.Name;
        start.Environment["XDG_RUNTIME_DIR"] = string.Create(CultureInfo.InvariantCulture, $"/run/user/{account.UserId}");
        return start;
    }

    private static async Task<(int ExitCode, string Said)> RunAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        const int NotRun = -1;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(PersonsProgram.Patience);
        try
        {
            using var process = Process.Start(start)!;
            try
            {
                process.StandardInput.Close();
                var output = process.StandardOutput.ReadToEndAsync(limit.Token);
                var errors = process.StandardError.ReadToEndAsync(limit.Token);
                await process.WaitForExitAsync(limit.Token);
                return (process.ExitCode, process.ExitCode == 0 ? await output : await errors);
            }
            catch (OperationCanceledException)
            {
                PersonsProgram.End(process);
                cancellationToken.ThrowIfCancellationRequested();
                return (NotRun, "no end in time");
            }
        }
        catch (Exception failure) when (failure is Win32Exception or IOException)
        {
            return (NotRun, failure.Message);
        }
    }
}
