namespace Keyway.Lab.Commands;

/// <summary><c>./lab env</c>.</summary>
internal static class EnvCommand
{
    public static int Run(LabFolder folder)
    {
        if (Laboratory.Find(folder) is not { } lab)
            return LabCommands.NotUp();
        foreach (var line in new LabEnvironment(folder, lab.Record).ShellLines())
            Console.WriteLine(line);
        return ExitCodes.Done;
    }
}
