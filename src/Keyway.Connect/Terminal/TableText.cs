using Spectre.Console;

namespace Keyway.Connect.Terminal;

/// <summary>Tables as lines, so that they stand in a report like any other text.</summary>
internal static class TableText
{
    private const int UsualWidth = 100;

    /// <param name="width">Columns of the terminal, or null when the output goes elsewhere.</param>
    public static IReadOnlyList<string> Lines(int? width, Action<IAnsiConsole> draw)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width ?? UsualWidth;
        console.Profile.Capabilities.Unicode = true;
        draw(console);
        return [.. writer.ToString().TrimEnd().Split('\n').Select(line => line.TrimEnd())];
    }
}
