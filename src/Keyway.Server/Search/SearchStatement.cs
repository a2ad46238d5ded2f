using System.Data.Common;
using System.Globalization;
using Keyway.Server.Storage;

namespace Keyway.Server.Search;

/// <summary>
/// Reads a page of what was typed. The rarest typed word leads, in the order of an index, and the others are looked up for each item that it finds: the work is
/// bounded by the rarest word, and by the page when every word is common.
/// </summary>
/// <param name="Kind">What is searched.</param>
/// <param name="Columns">What the mapping reads; the word is behind them.</param>
/// <param name="Table">The items' own table.</param>
/// <param name="Key">The items' id in it.</param>
/// <param name="Joins">What the columns need besides; may be empty.</param>
/// <param name="Condition">What holds for each item.</param>
internal sealed record SearchStatement(SearchKind Kind, string Columns, string Table, string Key, string Joins, string Condition)
{
    // Beyond this a word counts as common, and no further counting helps.
    private const int Common = 2000;

    /// <summary>The SQL for so many typed words. <c>@p0</c> kind, <c>@p1</c> page size, <c>@p2</c> id and <c>@p3</c> word of the end of the page before, then beginning and end of each word, the leading one first.</summary>
    public string Sql(int tokens) =>
        $"SELECT {Columns}, w.Word FROM SearchWord w JOIN {Table} ON {Key} = w.ItemId {Joins} WHERE w.Kind = @p0 AND w.Word >= @p3 AND w.Word < @p5 AND (w.Word > @p3 OR w.ItemId > @p2) AND {Condition}"
        // An item that two of its words lead to is shown at the first.
        + " AND NOT EXISTS (SELECT 1 FROM SearchWord f WHERE f.Kind = @p0 AND f.ItemId = w.ItemId AND f.Word >= @p4 AND f.Word < w.Word)"
        + string.Concat(Enumerable.Range(1, tokens - 1).Select(index => string.Create(
            CultureInfo.InvariantCulture, $" AND EXISTS (SELECT 1 FROM SearchWord o WHERE o.Kind = @p0 AND o.ItemId = w.ItemId AND o.Word >= @p{4 + (2 * index)} AND o.Word < @p{5 + (2 * index)})")))
        + " ORDER BY w.Word, w.ItemId LIMIT @p1";

    /// <summary>A page, and where it ended when there is more.</summary>
    /// <param name="tokens">At least one, from <see cref="SearchText.Tokens"/>.</param>
    /// <param name="idOf">An item's id.</param>
    public (List<T> Items, SearchCursor? Next) Read<T>(StoreSession session, List<string> tokens, SearchCursor? cursor, int top, Func<DbDataReader, T> map, Func<T, Guid> idOf)
    {
        var lead = cursor is not null && cursor.Lead < tokens.Count ? cursor.Lead : Rarest(session, tokens);
        var after = cursor is not null && cursor.Lead == lead && cursor.Word.StartsWith(tokens[lead], StringComparison.Ordinal) ? cursor : null;
        var arguments = new object?[4 + (2 * tokens.Count)];
        (arguments[0], arguments[1], arguments[2], arguments[3]) = ((int)Kind, top + 1, after?.Id.ToString("D") ?? "", after?.Word ?? tokens[lead]);
        var position = 4;
        foreach (var token in tokens.Skip(lead).Take(1).Concat(tokens.Where((_, index) => index != lead)))
        {
            arguments[position++] = token;
            arguments[position++] = SearchText.EndOf(token);
        }

        var found = session.All(Sql(tokens.Count), row => (Item: map(row), Word: row.GetString(row.FieldCount - 1)), arguments);
        if (found.Count <= top)
            return ([.. found.Select(hit => hit.Item)], null);
        var last = found[top - 1];
        return ([.. found.Take(top).Select(hit => hit.Item)], new SearchCursor(lead, last.Word, idOf(last.Item)));
    }

    private int Rarest(StoreSession session, List<string> tokens)
    {
        if (tokens.Count == 1)
            return 0;
        var counts = tokens.ConvertAll(token => session.First(
            "SELECT COUNT(*) FROM (SELECT 1 FROM SearchWord WHERE Kind = @p0 AND Word >= @p1 AND Word < @p2 LIMIT @p3) AS Some",
            row => row.GetInt64(0), (int)Kind, token, SearchText.EndOf(token), Common));
        return counts.IndexOf(counts.Min());
    }
}
