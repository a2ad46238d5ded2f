using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Keyway.Server.Tests.Hosting;

/// <summary>The real program beside another that has its port.</summary>
public sealed class TakenPortTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("keyway-ports-").FullName;
    private readonly TcpListener _taken = new(IPAddress.Loopback, 0);
    private readonly TcpListener _free = new(IPAddress.Loopback, 0);

    public TakenPortTests()
    {
        _taken.Start();
        _free.Start();
        TakenPort = ((IPEndPoint)_taken.LocalEndpoint).Port;
        FreePort = ((IPEndPoint)_free.LocalEndpoint).Port;
        _free.Stop();
    }

    private int TakenPort { get; }

    private int FreePort { get; }

    public void Dispose()
    {
        _taken.Dispose();
        _free.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_taken_port_is_a_number_and_no_stack_trace()
    {
        var output = await RunAsync("--url", $"https://localhost:{TakenPort}", "--device-url", $"https://localhost:{FreePort}");
        AssertRefused(output, "KW2910", "The server cannot listen at its address.");
        output = await RunAsync("--url", "https://login.contoso.com", "--listen", $"127.0.0.1:{TakenPort}", "--device-listen", $"127.0.0.1:{FreePort}");
        AssertRefused(output, "KW2910", "The server cannot listen at its address.");
    }

    [Fact]
    public async Task A_taken_port_for_devices_has_its_own_number()
    {
        var output = await RunAsync("--url", $"https://localhost:{FreePort}", "--device-url", $"https://localhost:{TakenPort}");
        AssertRefused(output, "KW2915", "The server cannot listen at its address for devices.");
        output = await RunAsync("--url", $"https://127.0.0.1:{FreePort}", "--device-listen", $"127.0.0.1:{TakenPort}");
        AssertRefused(output, "KW2915", "The server cannot listen at its address for devices.");
    }

    [Fact]
    public async Task An_address_of_another_machine_is_a_number_too() =>
        AssertRefused(await RunAsync("--url", "https://login.contoso.com", "--listen", "192.0.2.1:8443"), "KW2910", "The server cannot listen at its address.");

    [Theory]
    [InlineData("KW2913", "--device-url", "nonsense")]
    [InlineData("KW2913", "--device-url", "http://localhost:9000")]
    [InlineData("KW2914", "--device-listen", "localhost")]
    [InlineData("KW2914", "--device-listen", "127.0.0.1:0")]
    public async Task What_cannot_be_read_is_refused_before_anything_is_made(string code, string option, string value)
    {
        var output = await RunAsync("--url", $"https://localhost:{FreePort}", option, value);
        Assert.Contains($"({code})", output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_directory));
    }

    private static void AssertRefused(string output, string code, string cause)
    {
        Assert.Contains($"Could not start the server ({code}).", output, StringComparison.Ordinal);
        Assert.Contains(cause[..^1], output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(params string[] options)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "keyway-server")) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "run", "--data", Path.Combine(_directory, "data"), "--tenant-domain", "contoso.corp.com" }.Concat(options))
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
            Assert.Equal(1, process.ExitCode);
            return await output + await error;
        }
        finally
        {
            process.Kill();
        }
    }
}
