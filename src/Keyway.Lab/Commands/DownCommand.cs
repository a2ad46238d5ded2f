using Spectre.Console;

namespace Keyway.Lab.Commands;

/// <summary><c>./lab down</c>.</summary>
internal static class DownCommand
{
    public static async Task<int> RunAsync(LabFolder folder)
    {
        var existed = Directory.Exists(folder.Path);
        try
        {
            await Laboratory.TakeDownAsync(folder);
            Terminal.Output.WriteLine(existed ? "The lab is down; nothing of it is left." : "No lab of this checkout was up.");
            return ExitCodes.Done;
        }
        catch (LabException failure)
        {
            return LabCommands.Report(failure);
        }
    }
}
