using Keyway.Errors;
using Keyway.Server.Provisioning.Filters;

namespace Keyway.Server.Graph.Queries;

/// <summary>The options of a list or of one object, checked against the entity's properties.</summary>
/// <param name="Select">What to show; null for all that have a value.</param>
/// <param name="OrderBy">Null for the order of the ids.</param>
internal sealed record GraphQuery<T>(GraphPage Page, IReadOnlySet<string>? Select, FilterNode? Filter, GraphProperty<T>? OrderBy, bool Descending, bool Count)
{
    private const int MostSelected = 64;

    /// <summary>Reads the options of a list.</summary>
    public static Result<GraphQuery<T>> OfList(IQueryCollection query, GraphEntity<T> entity)
    {
        if (CheckNames(query, "$select", "$filter", "$orderby", "$top", "$skiptoken", "$count") is { } unknown)
            return unknown;
        if (!GraphPage.Read(query).TryGet(out var page, out var refusal) || !Selection(query, entity).TryGet(out var selection, out refusal))
            return refusal;
        FilterNode? filter = null;
        if (query.TryGetValue("$filter", out var text) && !ODataFilter.Parse(text.ToString()).TryGet(out filter, out refusal))
            return refusal;
        if (query.TryGetValue("$count", out var count) && count.ToString() is not ("true" or "false"))
            return new Refusal(Catalogue.Graph.OptionUnknown, "$count");
        GraphProperty<T>? order = null;
        var words = query["$orderby"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (query.ContainsKey("$orderby")
            && !(words is [_] or [_, "asc" or "desc"] && entity.ByName.TryGetValue(words[0], out order) && order.Order is not null))
        {
            return Catalogue.Graph.OrderRefused;
        }

        return new GraphQuery<T>(page, selection.Names, filter, order, words is [_, "desc"], count.ToString() == "true");
    }

    /// <summary>Reads the options of one object: <c>$select</c>.</summary>
    public static Result<GraphQuery<T>> OfOne(IQueryCollection query, GraphEntity<T> entity)
    {
        if (CheckNames(query, "$select") is { } unknown)
            return unknown;
        return Selection(query, entity).TryGet(out var selection, out var refusal)
            ? new GraphQuery<T>(new GraphPage(1, null), selection.Names, null, null, false, false)
            : refusal;
    }

    private static Refusal? CheckNames(IQueryCollection query, params ReadOnlySpan<string> known)
    {
        foreach (var (name, values) in query)
        {
            if (values.Count != 1 || !known.Contains(name))
                return new Refusal(Catalogue.Graph.OptionUnknown, name);
        }

        return null;
    }

    private static Result<GraphSelection> Selection(IQueryCollection query, GraphEntity<T> entity)
    {
        if (!query.TryGetValue("$select", out var text))
            return new GraphSelection(null);
        var names = text.ToString().Split(',', StringSplitOptions.TrimEntries);
        if (names.Length > MostSelected || Array.Find(names, name => !entity.ByName.ContainsKey(name)) is not null)
            return Catalogue.Graph.SelectRefused;
        return new GraphSelection(names.ToHashSet(StringComparer.OrdinalIgnoreCase));
    }
}
