namespace Keyway.Server.Audit;

/// <summary>
/// Lines of comma-separated values (RFC 4180), also harmless in a spreadsheet: a field that one would take for a formula begins with an apostrophe,
/// which shows it as text.
/// </summary>
internal static class CsvText
{
    // The last four are the wide forms of the first four, which some spreadsheets read alike.
    private const string BeginsFormula = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>One line with its end, CR LF.</summary>
    public static string Line(params ReadOnlySpan<string?> fields)
    {
        var line = new System.Text.StringBuilder();
        for (var index = 0; index < fields.Length; index++)
        {
            if (index > 0)
                line.Append(',');
            line.Append(Field(fields[index] ?? ""));
        }

        return line.Append("\r\n").ToString();
    }

    /// <summary>One field.</summary>
    public static string Field(string text)
    {
        // Leading blanks do not stop every spreadsheet.
        var trimmed = text.AsSpan().TrimStart(' ');
        if (!trimmed.IsEmpty && BeginsFormula.Contains(trimmed[0], StringComparison.Ordinal))
            return Quoted("'" + text);
        return text.AsSpan().ContainsAny("\",\r\n") ? Quoted(text) : text;
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
