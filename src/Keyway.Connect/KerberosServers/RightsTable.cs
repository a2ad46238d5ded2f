using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.Terminal;
using Spectre.Console;

namespace Keyway.Connect.KerberosServers;

/// <summary>The proof of a delegation for people: a table for each object, because its name is longer than everything else.</summary>
internal static class RightsTable
{
    /// <param name="width">Of the terminal, or null when the output goes elsewhere.</param>
    public static IReadOnlyList<string> Lines(IReadOnlyList<DelegatedRight> rights, int? width) =>
        [.. rights.GroupBy(right => right.Dn).SelectMany(ofObject => Lines(ofObject.Key, ofObject, width))];

    private static List<string> Lines(string dn, IEnumerable<DelegatedRight> rights, int? width) =>
        ["On " + SafeText.Of(dn), .. TableText.Lines(width, console =>
        {
            var table = new Table { Border = TableBorder.Rounded };
            foreach (var column in new[] { "", "Right", "Needed", "Held" })
                table.AddColumn(column);
            foreach (var right in rights)
                table.AddRow(new[] { right.IsAsItShouldBe ? "✓" : "✗", right.Right, YesNo(right.IsNeeded), right.IsReadable ? YesNo(right.IsHeld) : "not shown" }.Select(text => new Text(SafeText.Of(text))));
            console.Write(table);
        })];

    private static string YesNo(bool value) => value ? "yes" : "no";
}
