using Keyway.Connect.Terminal;
using Spectre.Console;

namespace Keyway.Connect.KerberosServers;

/// <summary>A plan for people: each change a small table of its own, because object, attribute, value and right side by side do not fit a terminal.</summary>
internal static class PlanTable
{
    /// <param name="width">Of the terminal, or null when the output goes elsewhere.</param>
    public static IReadOnlyList<string> Lines(IReadOnlyList<PlanRow> rows, int? width) => TableText.Lines(width, console =>
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var table = new Table { Border = TableBorder.Rounded, ShowHeaders = false, Expand = true };
            table.AddColumn(new TableColumn("") { Width = 30, NoWrap = false });
            table.AddColumn("");
            table.AddRow(Text($"{i + 1}. {row.Verb}"), Text(row.Name));
            foreach (var (name, value) in row.Attributes)
                table.AddRow(Text("   " + name), Text(value));
            table.AddRow(Text("   needs"), Text(row.Right));
            console.Write(table);
        }
    });

    private static Text Text(string text) => new(SafeText.Of(text));
}
