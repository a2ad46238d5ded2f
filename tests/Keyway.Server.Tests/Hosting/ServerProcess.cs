using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Keyway.Server.Hosting;
using Keyway.Server.Tests.Journeys;
using Keyway.Tests;

namespace Keyway.Server.Tests.Hosting;

/// <summary>The real program as a child process, which a test can kill.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("keyway-process-").FullName;
    private readonly int _port = FreePorts.Pair();
    private Process? _process;
    private HttpClient? _http;

    public HttpClient Http => _http!;

    public Client Client => new(Http);

    public string Data => Path.Combine(_directory, "data");

    /// <summary>While it runs.</summary>
    public int Id => _process!.Id;

    /// <summary>What the next start finds in its environment beside what the tests have; null takes a variable away.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    /// <summary>Runs <c>init --json</c> to its end.</summary>
    public async Task<FirstAdministrator> InitAsync()
    {
        using var process = Start("init", "--json");
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return JsonSerializer.Deserialize(output, HostingJson.Default.FirstAdministrator)!;
    }

    /// <summary>Runs the server until it says that it listens.</summary>
    public async Task RunAsync()
    {
        _process = Start("run");
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("Keyway listens at ", StringComparison.Ordinal))
                break;
        }

        Assert.False(_process.HasExited);
        _http?.Dispose();
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.CustomTrustStore.ImportFromPemFile(Path.Combine(Data, "tls", "ca.pem"));
        _http = new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy }, AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri($"https://localhost:{_port}") };
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        _process.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        if (_process is not null)
        {
            _process.Kill();
            _process.WaitForExit();
            _process.Dispose();
        }

        _http?.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private Process Start(string command, params string[] more)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "keyway-server")) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { command, "--data", Data, "--url", "https://localhost", "--listen", $"127.0.0.1:{_port}", "--tenant-domain", "contoso.corp.com" }.Concat(more))
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }
}
