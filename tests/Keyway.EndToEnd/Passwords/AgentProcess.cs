using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Keyway.Lab;

namespace Keyway.EndToEnd.Passwords;

/// <summary>A real <c>keyway-connect passwords</c> in the lab, and what it logs.</summary>
internal sealed class AgentProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = [];

    private AgentProcess(Process process) => _process = process;

    /// <summary>Everything it said.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    /// <summary>The checks that it answered.</summary>
    public IReadOnlyList<JsonNode> Checked => [.. Events("checked")];

    /// <summary>The same, as soon as it has told of so many: what it writes comes behind what it does.</summary>
    public async Task<IReadOnlyList<JsonNode>> CheckedAsync(int count, CancellationToken cancellation)
    {
        for (var tries = 0; tries < 100 && Checked.Count < count; tries++)
            await Task.Delay(50, cancellation);
        return Checked;
    }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts it and waits until it asks the server for work.</summary>
    public static async Task<AgentProcess> StartAsync(Laboratory lab, CancellationToken cancellation, params string[] armour)
    {
        var server = lab.Record.ServerUrl.GetLeftPart(UriPartial.Authority);
        var agent = new AgentProcess(lab.Shell.Start("keyway-connect",
            ["passwords", "--domain", Domain.DnsName, .. armour, "--server", server, "--ca-file", lab.Folder.ServerAuthority, "--connector-file", lab.Folder.ConnectorFile, "--slots", "4"]));
        agent._process.OutputDataReceived += (_, line) => agent.Keep(line.Data);
        agent._process.ErrorDataReceived += (_, line) => agent.Keep(line.Data);
        agent._process.BeginOutputReadLine();
        agent._process.BeginErrorReadLine();
        while (!agent.Events("started").Any())
        {
            if (agent.HasExited)
                throw new InvalidOperationException(string.Join('\n', agent.Lines));
            await Task.Delay(50, cancellation);
        }

        // Its first requests are on the way.
        await Task.Delay(500, cancellation);
        return agent;
    }

    /// <summary>Stops it as a machine stops that hangs; it stays connected.</summary>
    public void Freeze() => Signal("STOP");

    public void Kill() => Signal("KILL");

    public async Task TerminateAsync(CancellationToken cancellation)
    {
        Signal("TERM");
        await _process.WaitForExitAsync(cancellation);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private IEnumerable<JsonNode> Events(string name) =>
        Lines.Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!).Where(line => (string?)line["event"] == name);

    private void Keep(string? line)
    {
        if (line is not null)
            _lines.Enqueue(line);
    }
}
