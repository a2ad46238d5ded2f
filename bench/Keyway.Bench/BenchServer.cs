using System.Diagnostics;
using System.Globalization;
using Keyway.Lab;
using Keyway.Lab.Components;

namespace Keyway.Bench;

/// <summary>A real <c>keyway-server</c> of its own, with SQLite in a temporary folder on disk.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly string _data;
    private readonly Process _process;

    private BenchServer(string data, Process process, HttpClient client, string administrator, string code)
    {
        _data = data;
        _process = process;
        Client = client;
        Administrator = administrator;
        Code = code;
    }

    public HttpClient Client { get; }

    /// <summary>PEM file of the authority that issued its certificate.</summary>
    public string Authority => Path.Combine(_data, "tls", "ca.pem");

    /// <summary>The file of its store.</summary>
    public string Store => Path.Combine(_data, "keyway.db");

    public string Administrator { get; }

    /// <summary>The first administrator's one-time code.</summary>
    public string Code { get; }

    public static async Task<BenchServer> StartAsync()
    {
        var data = Directory.CreateDirectory(Path.Combine("/var/tmp", "keyway-bench-" + Environment.ProcessId)).FullName;
        var url = new Uri("https://localhost:" + LabAddresses.FindServerPort());
        var program = new ServerProgram(data, url);
        var code = await program.InitialiseAsync("Contoso", Domain.DnsName, CancellationToken.None);
        var process = Process.Start(new ProcessStartInfo(ServerProgram.Path, program.RunArguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var client = TrustedClient.Create(url, Path.Combine(data, "tls", "ca.pem"));
        while (!await ServerProgram.IsHealthyAsync(client, CancellationToken.None))
        {
            if (process.HasExited)
                throw new InvalidOperationException("keyway-server ended while it was starting.");
            await Task.Delay(50);
        }

        return new BenchServer(data, process, client, Domain.ServerAdministrator, code);
    }

    /// <summary>Processor time that the server has used so far, all threads, user and kernel.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory now and at its peak, in MiB.</summary>
    public (double Now, double Peak) Memory()
    {
        var status = File.ReadAllLines($"/proc/{_process.Id}/status");
        return (Field("VmRSS:"), Field("VmHWM:"));

        double Field(string name) => double.Parse(
            status.Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_data, recursive: true);
    }
}
