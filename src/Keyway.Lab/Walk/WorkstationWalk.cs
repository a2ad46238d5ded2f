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
