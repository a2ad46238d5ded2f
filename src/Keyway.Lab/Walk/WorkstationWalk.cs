using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Keyway.Lab.Components;
using Keyway.Lab.Processes;

namespace Keyway.Lab.Walk;

/// <summary>What somebody meets who sits down at PC1: its own login asks for the key.</summary>
public sealed class WorkstationWalk
{
    private readonly Laboratory _lab;

    public WorkstationWalk(Laboratory lab)
    {
        _lab = lab;
    }

    /// <summary>PAM asks who it is; the key makes a user with a name, a home and a ticket.</summary>
    public async Task<string> LogInAsync(string user, CancellationToken cancellation)
    {
        _lab.Workstation.Insert(user);
        try
        {
            var login = await AskAsync(user, cancellation, "authenticate", "acct_mgmt", "setcred", "open_session");
            Expect(login.Succeeded, login);
            var passwd = await _lab.Workstation.RunAsync("getent", ["passwd", user], cancellation);
            Expect(passwd.Succeeded, passwd);
            var number = passwd.Output.Split(':')[2];
            var share = await _lab.Workstation.RunAsync("setpriv",
                [$"--reuid={number}", $"--regid={number}", "--clear-groups", "smbclient", "--use-kerberos=required", Domain.Share, "-c", "ls"], cancellation);
            Expect(share.Succeeded, share);
            return $"getent passwd: {passwd.Output.Trim()}\nsmbclient as {user} opens {Domain.Share}";
        }
        finally
        {
            _lab.Workstation.Remove();
        }
    }

    /// <summary>A lock screen, which runs as its user, is opened; the tickets in the session are fresh ones.</summary>
    public async Task<string> UnlockAsync(string user, CancellationToken cancellation)
    {
        var number = await NumberAsync(user, cancellation);
        var cache = $"/tmp/krb5cc_{number}";
        await _lab.Workstation.RunAsync("touch", ["-d", "2000-01-01", cache], cancellation);
        _lab.Workstation.Insert(user);
        try
        {
            var start = Stopwatch.GetTimestamp();
            var unlock = await _lab.Workstation.AskPamAsync(user, _lab.Record.Pin + "\n", cancellation, number, "authenticate");
            var time = Stopwatch.GetElapsedTime(start);
            Expect(unlock.Succeeded, unlock);
            var year = await _lab.Workstation.RunAsync("date", ["-r", cache, "+%Y"], cancellation);
            Expect(year.Output.Trim() != "2000", year);
            return string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s from the question to fresh tickets in {cache}");
        }
        finally
        {
            _lab.Workstation.Remove();
        }
    }

    /// <summary>The settings of a person's own key: what it can do, and another PIN.</summary>
    public async Task<string> ChangePinAsync(string user, CancellationToken cancellation)
    {
        var (old, other) = (_lab.Folder.PinFile, _lab.Folder.PinFile + ".new");
        await File.WriteAllTextAsync(other, "91" + _lab.Record.Pin, cancellation);
        File.SetUnixFileMode(other, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var key = _lab.Folder.SecurityKey(user);
        var info = await KeyAsync("info", "--key", key);
        Expect(info.Succeeded && info.Output.Contains("8 tries left", StringComparison.Ordinal), info);
        var changed = await KeyAsync("pin", "change", "--key", key, "--pin-file", old, "--new-pin-file", other);
        Expect(changed.Succeeded, changed);
        var refused = await KeyAsync("pin", "change", "--key", key, "--pin-file", old, "--new-pin-file", other);
        Expect(!refused.Succeeded && refused.Said.Contains("KW3007", StringComparison.Ordinal), refused);
        var back = await KeyAsync("pin", "change", "--key", key, "--pin-file", other, "--new-pin-file", old);
        Expect(back.Succeeded, back);
        return $"{info.Output.Split('\n').First(line => line.StartsWith("PIN ", StringComparison.Ordinal)).Trim()}\nchanged; the old one is refused (KW3007); changed back";

        Task<ToolResult> KeyAsync(params string[] arguments) => _lab.Workstation.RunAsync(BuiltPrograms.Device, ["security-key", .. arguments], cancellation);
    }

    /// <summary>A wrong PIN is tried once, and goes nowhere else.</summary>
    public async Task<string> RefuseWrongPinAsync(string user, CancellationToken cancellation)
    {
        _lab.Workstation.Insert(user);
        try
        {
            var result = await _lab.Workstation.AskPamAsync(user, "000000\n000000\n", cancellation, null, "authenticate");
            Expect(!result.Succeeded && result.Said.Contains("KW3007", StringComparison.Ordinal), result);
            return Line(result, "KW3007");
        }
        finally
        {
            _lab.Workstation.Remove();
        }
    }

    /// <summary>With the identity server gone, the key still opens the computer, and nothing else.</summary>
    public async Task<string> UnlockOfflineAsync(string user, CancellationToken cancellation)
    {
        _lab.Workstation.Insert(user);
        _lab.KillServer();
        try
        {
            var result = await AskAsync(user, cancellation, "authenticate");
            Expect(result.Succeeded, result);
            return Line(result, "Opened");
        }
        finally
        {
            _lab.Workstation.Remove();
            await _lab.RestartServerAsync(cancellation);
        }
    }

    /// <summary>A domain controller that answers key lists gives the NTLM secret too: a share is opened without any ticket.</summary>
    public async Task<string> UseNtlmAsync(string user, CancellationToken cancellation)
    {
        await _lab.RestartKeywaydAsync(cancellation, new JsonObject { ["keyListControllers"] = new JsonArray($"{Domain.ControllerHost}={_lab.Record.KeyListAddress}") });
        _lab.Workstation.Insert(user);
        try
        {
            var login = await AskAsync(user, cancellation, "authenticate", "acct_mgmt", "setcred", "open_session");
            Expect(login.Succeeded, login);
            var number = await NumberAsync(user, cancellation);
            var share = await _lab.Workstation.RunAsync("setpriv",
                [$"--reuid={number}", $"--regid={number}", "--clear-groups", "env", "KRB5CCNAME=FILE:/nonexistent", BuiltPrograms.Device, "ntlm", "smbclient", "--", Domain.Share, "-c", "ls"],
                cancellation);
            Expect(share.Succeeded, share);
            return $"without a ticket, keyway ntlm smbclient opens {Domain.Share}";
        }
        finally
        {
            _lab.Workstation.Remove();
            await _lab.RestartKeywaydAsync(cancellation);
        }
    }

    /// <summary>Whom the server refuses for an expired password changes it at the sign-in and is signed in; afterwards an administrator demands a new one again.</summary>
    public async Task<string> ChangeExpiredPasswordAsync(string user, CancellationToken cancellation)
    {
        // The domain takes no password twice.
        var fresh = "Brand new 1 of " + Guid.NewGuid().ToString("N");
        _lab.Workstation.Insert(user);
        try
        {
            var result = await _lab.Workstation.AskPamAsync(user, $"{_lab.Record.Pin}\n{_lab.Record.UserPassword}\n{fresh}\n{fresh}\n", cancellation, null, "authenticate");
            Expect(result.Succeeded && result.Said.Contains("Your password is changed.", StringComparison.Ordinal), result);
            var tickets = await _lab.Workstation.RunAsync("klist", ["-s", "-c", $"/tmp/krb5cc_{await NumberAsync(user, cancellation)}"], cancellation);
            Expect(tickets.Succeeded, tickets);
            return $"{Line(result, "has expired")}\n{Line(result, "is changed")} The domain told the server; no sync was needed.";
        }
        finally
        {
            _lab.Workstation.Remove();
            await new DomainController(_lab.Folder, _lab.Record, LabDomain.Contoso).ModifyAsync(
                DomainAccounts.PasswordReset(TestAccount.All.Single(account => account.Name == user), _lab.Record), cancellation);
            await _lab.Administration.SyncAsync(LabDomain.Contoso, cancellation);
        }
    }

    private async Task<uint> NumberAsync(string user, CancellationToken cancellation) =>
        uint.Parse((await _lab.Workstation.RunAsync("getent", ["passwd", user], cancellation)).Output.Split(':')[2], CultureInfo.InvariantCulture);

    private Task<ToolResult> AskAsync(string user, CancellationToken cancellation, params string[] operations) =>
        _lab.Workstation.AskPamAsync(user, _lab.Record.Pin + "\n", cancellation, null, operations);

    private static string Line(ToolResult result, string with)
    {
        var line = result.Said.Split('\n').First(line => line.Contains(with, StringComparison.Ordinal));

        // A question has no end of line of its own when nobody types.
        return line[(line.LastIndexOf("key: ", StringComparison.Ordinal) is var at && at >= 0 ? at + 5 : 0)..].Trim();
    }

    private static void Expect(bool holds, ToolResult result)
    {
        if (!holds)
            throw new BrokenPromiseException($"exit code {result.ExitCode}: {result.Said}");
    }
}
