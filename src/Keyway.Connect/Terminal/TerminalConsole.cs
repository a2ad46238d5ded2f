using Spectre.Console;

namespace Keyway.Connect.Terminal;

/// <summary>The console that people see: colours and progress bars on a terminal, plain lines in a pipe.</summary>
internal static class TerminalConsole
{
    public static IAnsiConsole Open()
    {
        // Spectre takes a TERM in the environment for a terminal, also when the output goes to a file.
        var terminal = !Console.IsOutputRedirected;
        var colours = terminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = terminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
    }

    /// <summary>Columns of the terminal, or null when the output goes elsewhere.</summary>
    public static int? Width() => Console.IsOutputRedirected || Console.WindowWidth <= 0 ? null : Console.WindowWidth;
}
