using Keyway.Connect.Terminal;
using Spectre.Console;

namespace Keyway.Connect.KerberosServers;

/// <summary>A plan for people: each change a small table of its own, because object, attribute, value and right side by side do not fit a terminal.</summary>
internal static class PlanTable
{
    /// <param name="width">Of the terminal, or null when the output goes elsewhere.</param>
    public static IReadOnlyList<string> Lines(IReadOnlyList<PlanRow> rows, int? width) => TableText.Lines(width, console =>
    {
        var labels = rows.SelectMany((row, i) => row.Attributes.Select(attribute => attribute.Name.Length).Append($"{i + 1}. {row.Verb}".Length)).DefaultIfEmpty(0).Max();
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var table = new Table { Border = TableBorder.Rounded, ShowHeaders = false, Expand = true };
            table.AddColumn(new TableColumn("") { Width = labels });
            table.AddColumn("");
            table.AddRow(Text($"{i + 1}. {row.Verb}"), Text(row.Name));
            foreach (var (name, value) in row.Attributes)
                table.AddRow(Text(name), Values(value));
            table.AddRow(Text("needs"), Text(row.Right));
            console.Write(table);
        }
    });

    // One line a value: a list of groups is longer than what is shown of any single text.
    private static Text Values(string values) => new(string.Join('\n', values.Split("; ").Select(value => SafeText.Of(value))));

    private static Text Text(string text) => new(SafeText.Of(text));
}
