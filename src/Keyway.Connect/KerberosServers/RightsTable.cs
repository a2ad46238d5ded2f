using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.Terminal;
using Spectre.Console;

namespace Keyway.Connect.KerberosServers;

/// <summary>The proof of a delegation for people.</summary>
internal static class RightsTable
{
    /// <param name="width">Of the terminal, or null when the output goes elsewhere.</param>
    public static IReadOnlyList<string> Lines(IReadOnlyList<DelegatedRight> rights, int? width) => TableText.Lines(width, console =>
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in new[] { "", "Right", "On", "Needed", "Held" })
            table.AddColumn(column);
        foreach (var right in rights)
            table.AddRow(new[] { right.IsAsItShouldBe ? "✓" : "✗", right.Right, right.Dn, YesNo(right.IsNeeded), YesNo(right.IsHeld) }.Select(text => new Text(SafeText.Of(text))));
        console.Write(table);
    });

    private static string YesNo(bool value) => value ? "yes" : "no";
}
