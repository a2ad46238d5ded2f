namespace Keyway.Lab.Walk;

/// <summary>What the domain's computer does with its domain.</summary>
public sealed class ComputerWalk
{
    private readonly Laboratory _lab;

    public ComputerWalk(Laboratory lab)
    {
        _lab = lab;
    }

    /// <summary><c>nltest /dsgetdc:</c> finds a domain controller, as administrators ask for one.</summary>
    public async Task<string> LocateAsync(CancellationToken cancellation)
    {
        var result = await _lab.Shell.RunAsync("nltest", ["/dsgetdc:" + Domain.DnsName, "/kdc", "/writable"], cancellation);
        var lines = result.Output.TrimEnd().Split('\n');
        return result.Succeeded && lines[0].Trim() == $@"DC: \\{Domain.ControllerHost}" && lines[^1] == "The command completed successfully"
            ? string.Join('\n', ["nltest /dsgetdc:" + Domain.DnsName + " /kdc /writable", .. lines.Select(line => line.Trim())])
            : throw new BrokenPromiseException($"exit code {result.ExitCode}: {result.Said}");
    }

    /// <summary>No Samba domain controller answers key list requests, and <c>nltest</c> says so as it would of any domain without one.</summary>
    public async Task<string> FindNoKeyListAsync(CancellationToken cancellation)
    {
        var result = await _lab.Shell.RunAsync("nltest", ["/dsgetdc:" + Domain.DnsName, "/keylist", "/kdc"], cancellation);
        return !result.Succeeded && result.Said.Contains("Status = 1355 0x54b ERROR_NO_SUCH_DOMAIN", StringComparison.Ordinal)
            ? result.Said.Trim()
            : throw new BrokenPromiseException($"exit code {result.ExitCode}: {result.Said}");
    }
}
