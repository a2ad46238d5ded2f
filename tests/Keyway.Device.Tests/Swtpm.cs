using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Keyway.Tests;

namespace Keyway.Device.Tests;

/// <summary>A real software TPM of one test.</summary>
internal sealed class Swtpm : IDisposable
{
    private readonly TestFolder _folder = new();
    private Process? _process;

    public Swtpm() => Start();

    /// <summary>Its data port, as <c>--tpm</c> takes it.</summary>
    public string Address { get; } = $"127.0.0.1:{FreePorts.Pair()}";

    /// <summary>Another TPM stands at the address from now on.</summary>
    public void Exchange()
    {
        Stop();
        foreach (var file in Directory.EnumerateFiles(_folder.Path))
            File.Delete(file);
        Start();
    }

    /// <summary>Nothing answers at the address any more.</summary>
    public void Stop()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        Stop();
        _folder.Dispose();
    }

    private void Start()
    {
        var port = IPEndPoint.Parse(Address).Port;
        _process = Process.Start("swtpm", [
            "socket", "--tpm2", "--tpmstate", $"dir={_folder.Path}", "--server", $"type=tcp,port={port},bindaddr=127.0.0.1",
            "--ctrl", $"type=tcp,port={port + 1},bindaddr=127.0.0.1", "--flags", "not-need-init,startup-clear"]);
        for (var i = 0; i < 100; i++)
        {
            using var probe = new TcpClient();
            try
            {
                // The control port: one connection to the data port is all that swtpm has.
                probe.Connect(IPAddress.Loopback, port + 1);
                return;
            }
            catch (SocketException)
            {
                Thread.Sleep(50);
            }
        }
    }
}
