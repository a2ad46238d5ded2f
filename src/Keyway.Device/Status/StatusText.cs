using Keyway.Device.Terminal;

namespace Keyway.Device.Status;

/// <summary>The status as administrators know it from <c>dsregcmd /status</c>: framed sections, right-aligned labels, UTC.</summary>
internal static class StatusText
{
    private const int LabelWidth = 26;
    private static readonly string Frame = "+" + new string('-', 70) + "+";

    /// <summary>The lines.</summary>
    public static IReadOnlyList<string> Lines(IReadOnlyList<StatusSection> sections)
    {
        var lines = new List<string>();
        foreach (var section in sections)
        {
            lines.AddRange([Frame, "| " + section.Title.PadRight(69) + "|", Frame, ""]);
            lines.AddRange(section.Rows.Select(row => (row.Label.PadLeft(LabelWidth) + " : " + Shown.Line(row.Value)).TrimEnd()));
            lines.Add("");
        }

        return lines;
    }
}
