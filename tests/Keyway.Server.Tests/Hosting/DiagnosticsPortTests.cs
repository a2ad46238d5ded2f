namespace Keyway.Server.Tests.Hosting;

/// <summary>Nobody reaches into a running server through what the runtime opens for debuggers, also where whoever starts it forgot to switch that off.</summary>
public sealed class DiagnosticsPortTests : IDisposable
{
    private readonly string _temporary = Directory.CreateTempSubdirectory("keyway-diagnostics-").FullName;
    private readonly ServerProcess _server = new();

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_temporary, recursive: true);
    }

    [Fact]
    public async Task A_running_server_has_no_diagnostics_socket_and_no_debugger_pipe()
    {
        _server.Environment["TMPDIR"] = _temporary;
        _server.Environment["DOTNET_EnableDiagnostics"] = null;
        await _server.RunAsync();
        // The kernel still knows the socket by the name that it had: it was there, and is gone.
        var sockets = await File.ReadAllTextAsync("/proc/net/unix", TestContext.Current.CancellationToken);
        Assert.Contains($"{_temporary}/dotnet-diagnostic-{_server.Id}-", sockets, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_temporary));
        await _server.KillAsync();
        Assert.Empty(Directory.GetFileSystemEntries(_temporary));
    }
}
