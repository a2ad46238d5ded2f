using Keyway.Lab.Steps;
using Spectre.Console;

namespace Keyway.Lab.Commands;

/// <summary><c>./lab up</c>.</summary>
internal static class UpCommand
{
    public static async Task<int> RunAsync(LabFolder folder, CancellationToken cancellation)
    {
        if (Laboratory.Find(folder) is not null)
        {
            Terminal.Output.WriteLine("The lab of this checkout is up already: ./lab status shows it, ./lab down ends it.");
            return ExitCodes.Done;
        }

        try
        {
            var lab = await Laboratory.BringUpAsync(folder, new ConsoleStepReporter(Terminal.Output), cancellation);
            await NextSteps.PrintAsync(Terminal.Output, lab, "./lab down takes everything down again.", cancellation);
            return ExitCodes.Done;
        }
        catch (LabException failure)
        {
            return LabCommands.Report(failure);
        }
    }
}
