using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Keyway.Tests;

namespace Keyway.Tpm.Tests;

/// <summary>The real swtpm as a process on loopback, with its state in a folder of its own.</summary>
internal sealed class SoftwareTpm : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("keyway-tpm-").FullName;
    private readonly bool _startUp;
    private Process _process;

    public SoftwareTpm(bool startUp = true)
    {
        _startUp = startUp;
        Port = FreePorts.Pair();
        _process = Start();
    }

    /// <summary>The data port; the control port is the next one, as tpm2-tools take for granted.</summary>
    public int Port { get; }

    public TpmAddress Address => TpmAddress.Parse($"127.0.0.1:{Port}").Value;

    /// <summary>A power cut: SIGKILL, then a new process on the same state.</summary>
    public void PowerCycle()
    {
        Kill();
        _process = Start();
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Stops the process where it stands (SIGSTOP), so that it takes connections and never answers.</summary>
    public void Freeze() => Signal("-STOP");

    public void Thaw() => Signal("-CONT");

    public void Dispose()
    {
        Kill();
        Directory.Delete(_folder, recursive: true);
    }

    private Process Start()
    {
        string[] arguments =
        [
            "socket", "--tpm2", "--tpmstate", $"dir={_folder}",
            "--server", $"type=tcp,port={Port},bindaddr=127.0.0.1", "--ctrl", $"type=tcp,port={Port + 1},bindaddr=127.0.0.1",
            "--flags", _startUp ? "not-need-init,startup-clear" : "not-need-init",
        ];
        var process = Process.Start(new ProcessStartInfo("swtpm", arguments) { RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var since = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var probe = new TcpClient();
                probe.Connect(IPAddress.Loopback, Port);
                return process;
            }
            catch (SocketException) when (since.Elapsed < Patience && !process.HasExited)
            {
                Thread.Sleep(10);
            }
        }
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_process.Id}"]);
        kill.WaitForExit();
    }
}
