using System.Diagnostics;
using Keyway.Device.Tests.RealServer;

namespace Keyway.Device.Tests.Commands;

/// <summary><c>keyway logs collect</c>, the program as it is built.</summary>
public sealed class LogsCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Recording => _folder.Entry("run/keyway/record");

    [Fact]
    public async Task A_recording_that_is_interrupted_is_over()
    {
        using var collecting = CollectLogs("--recreate-my-problem");
        await RecordingAsync(collecting);

        await StartedProgram.InterruptAsync(collecting, Cancellation);

        var ran = await StartedProgram.EndAsync(collecting, Cancellation);
        Assert.Contains("KW3171", ran.Error, StringComparison.Ordinal);
        Assert.Equal(1, ran.ExitCode);
        Assert.False(File.Exists(Recording));
        Assert.False(File.Exists(_folder.Entry("bundle.tar.gz")));
    }

    [Fact]
    public async Task A_recording_ends_with_enter_and_is_bundled()
    {
        using var collecting = CollectLogs("--recreate-my-problem");
        await RecordingAsync(collecting);

        await collecting.StandardInput.WriteLineAsync();

        var ran = await StartedProgram.EndAsync(collecting, Cancellation);
        Assert.True(ran.ExitCode == 0, ran.Error);
        Assert.False(File.Exists(Recording));
        Assert.True(File.Exists(_folder.Entry("bundle.tar.gz")));
    }

    [Fact]
    public async Task Collecting_starts_no_program_of_the_folder_in_which_it_is_run()
    {
        foreach (var name in new[] { "dpkg-query", "journalctl" })
            _folder.Write(name, $"#!/bin/sh\ntouch {_folder.Entry("started")}\n", UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var collecting = CollectLogs();
        collecting.StandardInput.Close();

        var ran = await StartedProgram.EndAsync(collecting, Cancellation);

        Assert.True(ran.ExitCode == 0, ran.Error);
        Assert.False(File.Exists(_folder.Entry("started")));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>In the test's folder, which has a <c>/run</c> of its own for it: the machine's may be a real daemon's.</summary>
    private Process CollectLogs(params string[] options)
    {
        Directory.CreateDirectory(_folder.Entry("run/keyway"));
        return BuiltProgram.Start(
            "/usr/bin/unshare",
            [
                "--mount", "--propagation", "private", "sh", "-c", "mount --bind run /run && exec \"$@\"", "sh",
                BuiltProgram.Device, "--state", _folder.Entry("state"), "logs", "collect", "--output", _folder.Entry("bundle.tar.gz"), .. options,
            ],
            _folder.Path);
    }

    private async Task RecordingAsync(Process collecting)
    {
        var start = Stopwatch.GetTimestamp();
        while (!File.Exists(Recording))
        {
            Assert.False(collecting.HasExited);
            Assert.True(Stopwatch.GetElapsedTime(start) < StartedProgram.Patience);
            await Task.Delay(20, Cancellation);
        }

        // The file is there a moment before somebody waits for Enter.
        Assert.Contains("press Enter", await collecting.StandardError.ReadLineAsync(Cancellation).AsTask().WaitAsync(StartedProgram.Patience, Cancellation), StringComparison.Ordinal);
    }
}
