using Keyway.Errors;

namespace Keyway.Server.Provisioning.Filters;

/// <summary>
/// Reads filters (RFC 7644 3.4.2.2: <c>not</c> before <c>and</c> before <c>or</c>) and the paths of patches (figure 7). Untrusted: length, depth and
/// number of comparisons are bounded.
/// </summary>
internal ref struct FilterParser
{
    private const int MaximumLength = 4096;
    private const int MaximumDepth = 16;
    private const int MaximumComparisons = 64;

    private FilterReader _reader;
    private int _depth;
    private int _comparisons;

    private FilterParser(ReadOnlySpan<char> text) => _reader = new FilterReader(text);

    /// <summary>Reads a whole filter.</summary>
    public static Result<FilterNode> Parse(string filter)
    {
        if (filter.Length > MaximumLength)
            return Catalogue.Provisioning.FilterMalformed;
        var parser = new FilterParser(filter);
        var node = parser.Either(prefix: null);
        return node is not null && parser._reader.End ? node : Catalogue.Provisioning.FilterMalformed;
    }

    /// <summary>Reads the path of a patch: <c>attribute</c>, <c>attribute.sub</c>, or <c>attribute[filter]</c> with an optional <c>.sub</c>.</summary>
    public static Result<PatchPath> ParsePath(string path)
    {
        if (path.Length > MaximumLength)
            return Catalogue.Provisioning.PathMalformed;
        var parser = new FilterParser(path);
        if (AttributeName.Normalise(parser._reader.Word()) is not { } attribute)
            return Catalogue.Provisioning.PathMalformed;
        if (parser._reader.End)
            return new PatchPath(attribute, null, null);
        if (!parser._reader.Take('[') || parser.Either(attribute) is not { } filter || !parser._reader.Take(']'))
            return Catalogue.Provisioning.PathMalformed;
        var rest = parser._reader.Rest;
        if (rest.IsEmpty)
            return new PatchPath(attribute, filter, null);
        return rest[0] == '.' && AttributeName.Normalise($"{attribute}{rest}") is { } withSub
            ? new PatchPath(attribute, filter, withSub[(attribute.Length + 1)..])
            : Catalogue.Provisioning.PathMalformed;
    }

    private FilterNode? Either(string? prefix)
    {
        var left = Both(prefix);
        while (left is not null && _reader.TakeKeyword("or"))
            left = Both(prefix) is { } right ? new FilterPair(Both: false, left, right) : null;
        return left;
    }

    private FilterNode? Both(string? prefix)
    {
        var left = Term(prefix);
        while (left is not null && _reader.TakeKeyword("and"))
            left = Term(prefix) is { } right ? new FilterPair(Both: true, left, right) : null;
        return left;
    }

    private FilterNode? Term(string? prefix)
    {
        if (_depth == MaximumDepth)
            return null;
        _depth++;
        var node = _reader.TakeKeyword("not")
            ? _reader.Take('(') && Either(prefix) is { } negated && _reader.Take(')') ? new FilterNegation(negated) : null
            : _reader.Take('(')
                ? Either(prefix) is { } inner && _reader.Take(')') ? inner : null
                : Expression(prefix);
        _depth--;
        return node;
    }

    // Inside attribute[…] names are sub-attributes. Our multi-valued attributes have one searchable part each, so that "some element for which"
    // means the same as naming that part directly.
    private FilterNode? Expression(string? prefix)
    {
        if (++_comparisons > MaximumComparisons)
            return null;
        var word = _reader.Word();
        if (AttributeName.Normalise(prefix is null ? word : $"{prefix}.{word}") is not { } attribute)
            return null;
        if (prefix is null && _reader.Take('['))
            return Either(attribute) is { } inner && _reader.Take(']') ? WithPart(attribute, inner) : null;
        return Comparison(attribute);
    }

    // Behind attribute[…] a vendor's client compares a part of it: emails[type eq "work"].value eq "…".
    private FilterNode? WithPart(string attribute, FilterNode which)
    {
        if (_reader.Rest is not ['.', ..])
            return which;
        return AttributeName.Normalise(attribute + _reader.Word()) is { } part && Comparison(part) is { } comparison ? new FilterPair(Both: true, which, comparison) : null;
    }

    private FilterNode? Comparison(string attribute)
    {
        if (_reader.TakeKeyword("pr"))
            return new FilterPresence(attribute);
        return Operator(_reader.Word()) is { } comparison && _reader.TryValue(out var value) ? new FilterComparison(attribute, comparison, value) : null;
    }

    private static FilterOperator? Operator(string word) => word.ToLowerInvariant() switch
    {
        "eq" => FilterOperator.Equal,
        "ne" => FilterOperator.NotEqual,
        "co" => FilterOperator.Contains,
        "sw" => FilterOperator.StartsWith,
        "ew" => FilterOperator.EndsWith,
        "gt" => FilterOperator.Greater,
        "ge" => FilterOperator.GreaterOrEqual,
        "lt" => FilterOperator.Less,
        "le" => FilterOperator.LessOrEqual,
        _ => null,
    };
}
