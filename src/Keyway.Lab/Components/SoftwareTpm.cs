using Keyway.Lab.Processes;

namespace Keyway.Lab.Components;

/// <summary>The TPM 2.0 of the domain's computer: swtpm, which is a TPM in all but its casing. Its state outlives the process, as a chip's does.</summary>
internal sealed class SoftwareTpm
{
    public const string Name = "tpm";

    /// <summary>Of the command channel; the control channel must have the next one.</summary>
    public const int Port = 2321;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly LabFolder _folder;
    private readonly LabRecord _record;

    public SoftwareTpm(LabFolder folder, LabRecord record)
    {
        _folder = folder;
        _record = record;
    }

    /// <summary>What <c>keyway join --tpm</c> takes.</summary>
    public string Address => $"{_record.TpmHost}:{Port}";

    public async Task<RunningComponent> StartAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(_folder.Tpm, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var component = Daemon.Start(Name, _folder, "tpm", Address, "swtpm",
            ["socket", "--tpm2", "--tpmstate", "dir=" + _folder.Tpm, "--server", $"type=tcp,port={Port},bindaddr={_record.TpmHost}",
                "--ctrl", $"type=tcp,port={Port + 1},bindaddr={_record.TpmHost}", "--flags", "not-need-init,startup-clear"],
            new Dictionary<string, string>());
        var deadline = DateTime.UtcNow + StartLimit;

        // The control channel answers: a connection to the command channel would be taken for its one client.
        while (!await DomainController.AnswersAsync(_record.TpmHost, Port + 1, cancellation))
        {
            if (!ProcessTable.IsAlive(component) || DateTime.UtcNow > deadline)
                throw new LabException(Name, "swtpm did not start.", component.Log);
            await Task.Delay(Interval, cancellation);
        }

        return component;
    }
}
