using System.Globalization;
using Keyway.Errors;
using Microsoft.AspNetCore.Http.Extensions;

namespace Keyway.Server.Audit;

/// <summary>
/// Which part of a log a request asks for: <c>$top</c>, <c>$skiptoken</c> as a next link gave it, <c>$orderby</c> by time descending, which is the only order,
/// and <c>$filter</c>: comparisons joined by <c>and</c>.
/// </summary>
/// <param name="Comparisons">In the order written.</param>
/// <param name="SkipToken">Null for the first page.</param>
/// <param name="Top">1 to 999.</param>
internal sealed record LogQuery(IReadOnlyList<LogComparison> Comparisons, string? SkipToken, int Top)
{
    private const int Usual = 100;
    private const int Most = 999;
    private const int LongestFilter = 2_048;

    /// <param name="timeField">By which the log is ordered.</param>
    /// <returns>KW2725 for whatever is not offered: a filter that is passed over would show what nobody asked for.</returns>
    public static Result<LogQuery> Parse(IQueryCollection query, string timeField)
    {
        var (top, skipToken) = (Usual, (string?)null);
        IReadOnlyList<LogComparison> comparisons = [];
        foreach (var (name, values) in query)
        {
            if (values is not [{ } value])
                return Catalogue.Audit.QueryRefused;
            switch (name)
            {
                case "$top" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out top) && top is >= 1 and <= Most:
                case "$orderby" when value == timeField + " desc":
                    break;
                case "$skiptoken":
                    skipToken = value;
                    break;
                case "$filter" when value.Length <= LongestFilter && ParseFilter(value) is { } parsed:
                    comparisons = parsed;
                    break;
                default:
                    return new Refusal(Catalogue.Audit.QueryRefused, name);
            }
        }

        return new LogQuery(comparisons, skipToken, top);
    }

    /// <summary>The address of the next page.</summary>
    /// <param name="collection">Absolute.</param>
    public static string NextLink(string collection, IQueryCollection query, string skipToken)
    {
        var next = new QueryBuilder();
        foreach (var (name, values) in query.Where(entry => entry.Key != "$skiptoken"))
            next.Add(name, values.ToString());
        next.Add("$skiptoken", skipToken);
        return collection + next.ToQueryString();
    }

    // field operator value (and field operator value)*; a value is quoted ('' stands for one ') or a word.
    private static List<LogComparison>? ParseFilter(string text)
    {
        var comparisons = new List<LogComparison>();
        var rest = text.AsSpan().Trim(' ');
        while (true)
        {
            if (!TryTakeWord(ref rest, out var field) || !TryTakeWord(ref rest, out var comparison) || !TryTakeValue(ref rest, out var value))
                return null;
            comparisons.Add(new LogComparison(field, comparison, value));
            if (rest.IsEmpty)
                return comparisons;
            if (!TryTakeWord(ref rest, out var and) || and != "and")
                return null;
        }
    }

    private static bool TryTakeWord(ref ReadOnlySpan<char> rest, out string word)
    {
        var end = rest.IndexOf(' ');
        word = (end < 0 ? rest : rest[..end]).ToString();
        rest = end < 0 ? [] : rest[end..].TrimStart(' ');
        return word.Length > 0 && word.All(character => char.IsAsciiLetterOrDigit(character) || "/.:+-_".Contains(character, StringComparison.Ordinal));
    }

    private static bool TryTakeValue(ref ReadOnlySpan<char> rest, out string value)
    {
        if (rest.IsEmpty || rest[0] != '\'')
            return TryTakeWord(ref rest, out value);
        var read = new System.Text.StringBuilder();
        value = "";
        for (var index = 1; index < rest.Length; index++)
        {
            if (rest[index] != '\'')
            {
                read.Append(rest[index]);
                continue;
            }

            if (index + 1 < rest.Length && rest[index + 1] == '\'')
            {
                read.Append('\'');
                index++;
                continue;
            }

            var after = rest[(index + 1)..];
            if (!after.IsEmpty && after[0] != ' ')
                return false;
            rest = after.TrimStart(' ');
            value = read.ToString();
            return true;
        }

        return false;
    }
}
