using Keyway.Lab.Processes;
using Spectre.Console;

namespace Keyway.Lab.Commands;

/// <summary><c>./lab status</c>.</summary>
internal static class StatusCommand
{
    public static int Run(LabFolder folder)
    {
        if (LabRecord.Read(folder) is not { } record || record.Components.Count == 0)
            return LabCommands.NotUp();

        var allAlive = true;
        foreach (var component in record.Components)
        {
            var alive = ProcessTable.IsAlive(component);
            allAlive &= alive;
            Terminal.Output.MarkupLineInterpolated($"  {(alive ? "✓ up  " : "✗ ended")} {component.Name,-18} {component.Where}");
            Terminal.Output.MarkupLineInterpolated($"            process {component.ProcessId}, log {component.Log}");
        }

        return allAlive && record.Ready ? ExitCodes.Done : ExitCodes.Refused;
    }
}
