using System.Diagnostics;
using Keyway.Tests;

namespace Keyway.Device.Tests.RealServer;

/// <summary>A second <c>keyway-server</c>, with a TLS certificate of an operator's.</summary>
internal sealed class OperatorsServer : IDisposable
{
    private readonly Process _process;

    private OperatorsServer(Process process, string url)
    {
        _process = process;
        Url = url;
    }

    public string Url { get; }

    /// <param name="data">Its data directory, which is made.</param>
    /// <param name="certificate">The PEM file of its chain.</param>
    /// <param name="key">The PEM file of its key.</param>
    public static async Task<OperatorsServer> StartAsync(string data, string certificate, string key)
    {
        var url = $"https://localhost:{FreePorts.Pair()}";
        var process = BuiltProgram.Start(
            BuiltProgram.Server,
            ["run", "--data", data, "--url", url, "--tenant-name", "Contoso", "--tenant-domain", Organisation.Domain, "--tls-certificate", certificate, "--tls-key", key]);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string? line;
        do
            Assert.NotNull(line = await process.StandardOutput.ReadLineAsync());
        while (!line.StartsWith("Keyway listens at ", StringComparison.Ordinal));
        _ = process.StandardOutput.ReadToEndAsync();
        return new OperatorsServer(process, url);
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
