namespace Keyway.Lab.Commands;

/// <summary><c>./lab exec COMMAND…</c>.</summary>
internal static class ExecCommand
{
    public static async Task<int> RunAsync(LabFolder folder, string[] command, CancellationToken cancellation) =>
        Laboratory.Find(folder) is { } lab ? await lab.Shell.ExecuteAsync(command[0], command[1..], cancellation) : LabCommands.NotUp();
}
