namespace Keyway.Lab.Walk;

/// <summary>What somebody meets who sits down at PC2, a member of the domain: the key opens the user that the domain has for them.</summary>
public sealed class DomainWorkstationWalk
{
    private readonly Laboratory _lab;

    public DomainWorkstationWalk(Laboratory lab)
    {
        _lab = lab;
    }

    /// <summary>PAM asks who it is; the user, the home and the ticket are those of the domain.</summary>
    public async Task<string> LogInAsync(string user, CancellationToken cancellation)
    {
        var computer = _lab.DomainWorkstation;
        computer.Insert(user);
        try
        {
            var login = await computer.AskPamAsync(user, _lab.Record.Pin + "\n", cancellation, null, "authenticate", "acct_mgmt", "setcred", "open_session");
            Expect(login.Succeeded, login);
            var id = await computer.RunAsync("id", [$@"{Domain.NetBiosName}\{user}"], cancellation);
            Expect(id.Succeeded, id);
            var passwd = (await computer.RunAsync("getent", ["passwd", $@"{Domain.NetBiosName}\{user}"], cancellation)).Output.Trim();
            var fields = passwd.Split(':');
            var share = await computer.RunAsync("setpriv",
                [$"--reuid={fields[2]}", $"--regid={fields[3]}", "--clear-groups", "smbclient", "--use-kerberos=required", Domain.Share, "-c", "ls"], cancellation);
            Expect(share.Succeeded, share);
            return $"winbind: {passwd}\nid: {id.Output.Trim()}\nsmbclient as {fields[0]} opens {Domain.Share}";
        }
        finally
        {
            computer.Remove();
        }
    }

    private static void Expect(bool holds, Processes.ToolResult result)
    {
        if (!holds)
            throw new BrokenPromiseException($"exit code {result.ExitCode}: {result.Said}");
    }
}
