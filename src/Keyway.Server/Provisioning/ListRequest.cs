using System.Globalization;
using Keyway.Errors;
using Keyway.Server.Provisioning.Filters;
using Microsoft.Extensions.Primitives;

namespace Keyway.Server.Provisioning;

/// <summary>The query of a list (RFC 7644 3.4.2).</summary>
/// <param name="Start">From 1.</param>
/// <param name="Count">At most <see cref="MaximumCount"/>; 0 asks for the total alone.</param>
internal sealed record ListRequest(FilterNode? Filter, int Start, int Count)
{
    public const int MaximumCount = 1000;
    private const int DefaultCount = 100;

    public static Result<ListRequest> Parse(IQueryCollection query)
    {
        FilterNode? filter = null;
        if (query["filter"] is { Count: > 0 } filters && (filters.Count > 1 || !FilterParser.Parse(filters[0] ?? string.Empty).TryGet(out filter, out _)))
            return Catalogue.Provisioning.FilterMalformed;
        if (!TryNumber(query["startIndex"], 1, out var start) || !TryNumber(query["count"], DefaultCount, out var count))
            return new Refusal(Catalogue.Provisioning.ValueRefused, "startIndex or count");

        // RFC 7644 3.4.2.4: below one is one, a negative count is none.
        return new ListRequest(filter, Math.Max(start, 1), Math.Clamp(count, 0, MaximumCount));
    }

    /// <summary>True when the caller wants a group's members: unless it excludes them, or names other attributes only.</summary>
    public static bool WantsMembers(IQueryCollection query)
    {
        if (query["excludedAttributes"] is { Count: > 0 } excluded && Names(excluded).Contains("members"))
            return false;
        return query["attributes"] is not { Count: > 0 } wanted || Names(wanted).Any(name => name is "members" or "members.value");
    }

    private static IEnumerable<string?> Names(IEnumerable<string?> values) =>
        values.SelectMany(value => (value ?? string.Empty).Split(',', StringSplitOptions.TrimEntries).Select(AttributeName.Normalise));

    private static bool TryNumber(StringValues values, int missing, out int number)
    {
        number = missing;
        return values.Count == 0 || (values.Count == 1 && int.TryParse(values[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number));
    }
}
