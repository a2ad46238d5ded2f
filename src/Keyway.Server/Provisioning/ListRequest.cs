using System.Globalization;
using System.Text.Json;
using Keyway.Errors;
using Keyway.Server.Provisioning.Filters;
using Microsoft.Extensions.Primitives;

namespace Keyway.Server.Provisioning;

/// <summary>The query of a list (RFC 7644 3.4.2), or the body of a search (3.4.3).</summary>
/// <param name="SortBy">In the spelling of <see cref="AttributeName"/>; null for the order of ids.</param>
/// <param name="Start">From 1.</param>
/// <param name="Count">At most <see cref="MaximumCount"/>; 0 asks for the total alone.</param>
internal sealed record ListRequest(FilterNode? Filter, string? SortBy, bool Descending, int Start, int Count, Projection Projection)
{
    public const int MaximumCount = 1000;
    private const int DefaultCount = 100;

    public static Result<ListRequest> Parse(IQueryCollection query)
    {
        if (!Projection.Parse(query).TryGet(out var projection, out var refusal))
            return refusal;
        if (query["filter"].Count > 1)
            return Catalogue.Provisioning.FilterMalformed;
        return TryNumber(query["startIndex"], out var start) && TryNumber(query["count"], out var count)
            ? Of(query["filter"] is [{ } filter] ? filter : null, query["sortBy"], query["sortOrder"], start, count, projection)
            : new Refusal(Catalogue.Provisioning.ValueRefused, "startIndex or count");
    }

    /// <summary>The same from a body.</summary>
    public static Result<ListRequest> Parse(ScimObject body)
    {
        if (!TryNames(body, "attributes", out var attributes) || !TryNames(body, "excludedAttributes", out var excluded)
            || !Projection.Parse(attributes, excluded).TryGet(out var projection, out _))
        {
            return new Refusal(Catalogue.Provisioning.ValueRefused, "attributes or excludedAttributes");
        }

        if (!TryNumber(body, "startIndex", out var start) || !TryNumber(body, "count", out var count))
            return new Refusal(Catalogue.Provisioning.ValueRefused, "startIndex or count");
        if (body.TryGet("filter", out _) && body.Text("filter") is null)
            return Catalogue.Provisioning.FilterMalformed;
        return Of(body.Text("filter"), body.Text("sortBy"), body.Text("sortOrder"), start, count, projection);
    }

    private static Result<ListRequest> Of(string? filterText, string? sortBy, string? sortOrder, int? start, int? count, Projection projection)
    {
        FilterNode? filter = null;
        if (filterText is not null && !FilterParser.Parse(filterText).TryGet(out filter, out _))
            return Catalogue.Provisioning.FilterMalformed;
        if (sortOrder is not (null or "ascending" or "descending"))
            return new Refusal(Catalogue.Provisioning.ValueRefused, "sortOrder");
        string? order = null;
        if (!string.IsNullOrEmpty(sortBy) && (order = AttributeName.Normalise(sortBy)) is null)
            return new Refusal(Catalogue.Provisioning.ValueRefused, "sortBy");

        // RFC 7644 3.4.2.4: below one is one, a negative count is none.
        return new ListRequest(filter, order, sortOrder == "descending", Math.Max(start ?? 1, 1), Math.Clamp(count ?? DefaultCount, 0, MaximumCount), projection);
    }

    private static bool TryNumber(StringValues values, out int? number)
    {
        number = null;
        if (values.Count == 0)
            return true;
        var read = int.TryParse(values.Count == 1 ? values[0] : null, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
        number = value;
        return read;
    }

    private static bool TryNumber(ScimObject body, string name, out int? number)
    {
        number = null;
        if (!body.TryGet(name, out var value))
            return true;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var read))
            return false;
        number = read;
        return true;
    }

    private static bool TryNames(ScimObject body, string name, out List<string> names)
    {
        names = [];
        if (!body.TryGet(name, out var list))
            return true;
        if (list.ValueKind != JsonValueKind.Array)
            return false;
        foreach (var element in list.EnumerateArray())
        {
            if (!ScimObject.TryText(element, out var text))
                return false;
            names.Add(text);
        }

        return true;
    }
}
