using Spectre.Console;

namespace Keyway.Lab.Commands;

/// <summary>Where the lab prints: colour on a terminal only, and never a line broken by us, because commands in it are there to be copied.</summary>
internal static class Terminal
{
    private const int Unbroken = 10_000;

    public static IAnsiConsole Output { get; } = Open(Console.Out, Console.IsOutputRedirected);

    public static IAnsiConsole Error { get; } = Open(Console.Error, Console.IsErrorRedirected);

    private static IAnsiConsole Open(TextWriter writer, bool redirected)
    {
        var plain = redirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        console.Profile.Width = Unbroken;
        return console;
    }
}
