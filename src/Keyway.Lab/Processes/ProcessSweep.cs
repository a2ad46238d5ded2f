using System.Runtime.InteropServices;

namespace Keyway.Lab.Processes;

/// <summary>Ends everything a lab started: asks first, insists after a while.</summary>
internal static partial class ProcessSweep
{
    private const int Terminate = 15;
    private const int KillNow = 9;
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    public static async Task EndAsync(LabFolder folder, IReadOnlyList<RunningComponent> components)
    {
        var alive = components.Where(ProcessTable.IsAlive).ToList();
        foreach (var component in alive)
            _ = SendSignal(component.ProcessId, Terminate);

        var sessions = alive.Select(component => component.ProcessId).ToHashSet();
        var deadline = DateTime.UtcNow + Courtesy;
        while (ProcessTable.Of(folder.Path, sessions).Count > 0 && DateTime.UtcNow < deadline)
            await Task.Delay(Interval);

        for (var left = ProcessTable.Of(folder.Path, sessions); left.Count > 0; left = ProcessTable.Of(folder.Path, sessions))
        {
            foreach (var process in left)
                _ = SendSignal(process, KillNow);
            await Task.Delay(Interval);
        }
    }

    /// <summary>Ends one component at once and returns when it is gone.</summary>
    public static void Kill(RunningComponent component)
    {
        _ = SendSignal(component.ProcessId, KillNow);
        SpinWait.SpinUntil(() => !ProcessTable.IsAlive(component));
    }

    /// <summary>Sends a component a signal.</summary>
    public static void Send(RunningComponent component, int signal) => _ = SendSignal(component.ProcessId, signal);

    /// <summary>Sends it to a component and all its children: each component leads a process group.</summary>
    public static void SendGroup(RunningComponent component, int signal) => _ = SendSignal(-component.ProcessId, signal);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
