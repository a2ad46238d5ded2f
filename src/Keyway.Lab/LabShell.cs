using System.Diagnostics;
using Keyway.Lab.Components;
using Keyway.Lab.Processes;

namespace Keyway.Lab;

/// <summary>Runs commands as a computer of the lab's domain would: its names resolve, its Kerberos settings hold, our programs are on the PATH.</summary>
public sealed class LabShell
{
    private readonly LabFolder _folder;
    private readonly LabEnvironment _environment;

    public LabShell(LabFolder folder, LabRecord record)
    {
        _folder = folder;
        _environment = new LabEnvironment(folder, record);
    }

    /// <summary>Runs a command to its end and keeps what it said.</summary>
    /// <param name="domain">In which domain the computer asks for names; Contoso when null.</param>
    public Task<ToolResult> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellation, string? input = null, string? credentialCache = null, LabDomain? domain = null)
    {
        var environment = Variables();
        if (credentialCache is not null)
            environment["KRB5CCNAME"] = credentialCache;
        var command = Wrap(program, arguments, domain ?? LabDomain.Contoso);
        return Tool.RunAsync(command[0], command[1..], environment, input, cancellation);
    }

    /// <summary>Starts a command whose output the caller reads while it runs; its process is the program itself, to be killed by whoever wants to.</summary>
    public Process Start(string program, IEnumerable<string> arguments)
    {
        var command = Wrap(program, arguments, LabDomain.Contoso);
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Variables())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs a command on this terminal and returns its exit code.</summary>
    public async Task<int> ExecuteAsync(string program, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var command = Wrap(program, arguments, LabDomain.Contoso);
        var start = new ProcessStartInfo(command[0], command[1..]);
        foreach (var (name, value) in Variables())
            start.Environment[name] = value;

        // Ctrl-C belongs to the command; we wait for what it makes of it.
        Console.CancelKeyPress += (_, pressed) => pressed.Cancel = true;
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode;
    }

    private string[] Wrap(string program, IEnumerable<string> arguments, LabDomain domain) =>
        PrivateMounts.Wrap([(_folder.Hosts, "/etc/hosts"), (_folder.ResolverOf(domain), "/etc/resolv.conf")], program, arguments);

    private Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>(_environment.Variables)
        {
            ["SMB_CONF_PATH"] = _folder.SambaClientConfiguration,
            ["KEYWAY_STATE"] = _folder.Device,
            ["KEYWAY_CONNECT_STATE"] = System.IO.Path.Combine(_folder.Path, "connect"),
            ["DOTNET_ROOT"] = BuiltPrograms.DotnetRoot,
        };
        variables["PATH"] = string.Join(':', Path.GetDirectoryName(BuiltPrograms.Device), Path.GetDirectoryName(BuiltPrograms.Connect), Path.GetDirectoryName(BuiltPrograms.KeyList), Path.GetDirectoryName(BuiltPrograms.Server), Environment.GetEnvironmentVariable("PATH"));
        return variables;
    }
}
