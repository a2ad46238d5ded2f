using System.Text;

namespace Keyway.Server.Portal.Exports;

/// <summary>
/// One line of a CSV file (RFC 4180). A field that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection): names and browsers' own
/// words come from strangers.
/// </summary>
internal static class CsvRow
{
    public static string Of(params ReadOnlySpan<string?> fields)
    {
        var line = new StringBuilder();
        for (var index = 0; index < fields.Length; index++)
        {
            if (index > 0)
                line.Append(',');
            Append(line, fields[index] ?? "");
        }

        return line.Append("\r\n").ToString();
    }

    private static void Append(StringBuilder line, string field)
    {
        var isFormula = field is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..];
        line.Append('"');
        if (isFormula)
            line.Append('\'');
        line.Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
