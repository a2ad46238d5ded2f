using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Keyway.Errors;

namespace Keyway.Device.Daemon.People;

/// <summary>
/// Asks the computer's name service by its own tools, each a child that is killed when it does not answer: a module of somebody else may hang for
/// 45 seconds or crash, and must take nobody else's sign-in with it.
/// </summary>
/// <param name="limit">How long one question may take.</param>
/// <param name="getent">getent(1).</param>
/// <param name="wbinfo">wbinfo(1); a computer without winbind has none.</param>
/// <param name="keyway">This program, which asks sssd (<see cref="SssdLibrary"/>).</param>
/// <param name="nsswitch">nsswitch.conf(5).</param>
internal sealed class NameService(
    TimeSpan limit, string getent = "/usr/bin/getent", string wbinfo = "/usr/bin/wbinfo", string? keyway = null, string nsswitch = NameServiceSwitch.File)
{
    private const int LongestAnswer = 4096;

    private readonly NameServiceSwitch _switch = new(nsswitch);

    /// <summary>The services that programs here are given people of domains by, in their order; KW3238 without one that can be asked by SID.</summary>
    public Result<string[]> OfDomains()
    {
        try
        {
            var services = _switch.ServicesOfDomains();
            return services.Length > 0 ? services : new Refusal(Catalogue.Daemon.SidNotCompared, $"passwd in {nsswitch} names neither {NameServiceSwitch.Winbind} nor {NameServiceSwitch.Sssd}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Refusal(Catalogue.Daemon.SidNotCompared, failure.Message);
        }
    }

    /// <summary>The user of a name; <see cref="Catalogue.Daemon.NameServiceIgnorant"/> when there is none that can be believed.</summary>
    public Result<PasswdEntry> Find(string name) => PasswdEntry.IsName(name) ? Passwd(name) : Catalogue.Daemon.NameServiceIgnorant;

    /// <summary>The user of a number.</summary>
    public Result<PasswdEntry> Find(uint userId) => Passwd(userId.ToString(CultureInfo.InvariantCulture));

    /// <summary>The user that one service has for a number, whatever the others say.</summary>
    public Result<PasswdEntry> Find(uint userId, string service) => Passwd(userId.ToString(CultureInfo.InvariantCulture), "--service=" + service);

    /// <summary>The number that a service gives a SID; <see cref="Catalogue.Daemon.NameServiceIgnorant"/> when it gives none.</summary>
    /// <param name="service">One of <see cref="OfDomains"/>.</param>
    public Result<uint> UserIdOf(string sid, string service)
    {
        var asked = service == NameServiceSwitch.Sssd ? Ask(keyway ?? Environment.ProcessPath!, SssdLibrary.Command, SssdLibrary.UserIdTask, sid) : Ask(wbinfo, "--sid-to-uid=" + sid);
        if (!asked.TryGet(out var answer, out var refusal))
            return refusal;
        if (uint.TryParse(answer.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        return answer.Trim() == SssdLibrary.Missing ? new Refusal(Catalogue.Daemon.SidNotCompared, $"{SssdLibrary.Name} is missing") : Catalogue.Daemon.NameServiceIgnorant;
    }

    private Result<PasswdEntry> Passwd(string key, params string[] options)
    {
        if (!Ask(getent, [.. options, "passwd", "--", key]).TryGet(out var answer, out var refusal))
            return refusal;
        return PasswdEntry.Parse(answer) is { } entry ? entry : Catalogue.Daemon.NameServiceIgnorant;
    }

    /// <summary>What a program says; empty when it fails or is not there.</summary>
    private Result<string> Ask(string program, params string[] arguments)
    {
        if (!File.Exists(program))
            return string.Empty;
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var reading = ReadAsync(process);
            if (reading.Wait(limit))
                return reading.Result;
            process.Kill();
            return new Refusal(Catalogue.Daemon.NameServiceSilent, $"{Path.GetFileName(program)} {arguments[0]}");
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException or AggregateException)
        {
            return new Refusal(Catalogue.Daemon.NameServiceSilent, failure.Message);
        }
    }

    private static async Task<string> ReadAsync(Process process)
    {
        // One line is expected; what is longer is no answer.
        var answer = new char[LongestAnswer];
        var length = await process.StandardOutput.ReadBlockAsync(answer);
        if (length == LongestAnswer)
        {
            process.Kill();
            return string.Empty;
        }

        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? new string(answer, 0, length) : string.Empty;
    }
}
