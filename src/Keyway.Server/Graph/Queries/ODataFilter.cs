using Keyway.Errors;
using Keyway.Server.Provisioning.Filters;

namespace Keyway.Server.Graph.Queries;

/// <summary>
/// Reads the documented part of <c>$filter</c> (OData 4.01 URL conventions 5.1.1): <c>eq ne gt ge lt le in startswith and or not</c> and brackets, over properties and
/// literals. Untrusted: length, depth and number of comparisons are bounded. What it makes is the tree that the SCIM filters have, which becomes parameterised SQL.
/// </summary>
internal ref struct ODataFilter
{
    private const int LongestFilter = 4096;
    private const int Deepest = 16;
    private const int MostComparisons = 64;

    private readonly ReadOnlySpan<char> _text;
    private int _position;
    private int _depth;
    private int _comparisons;

    private ODataFilter(ReadOnlySpan<char> text) => _text = text;

    /// <summary>Reads a whole filter.</summary>
    public static Result<FilterNode> Parse(string text)
    {
        if (text.Length > LongestFilter || text.Contains('\0', StringComparison.Ordinal))
            return Catalogue.Graph.FilterRefused;
        var reader = new ODataFilter(text);
        var node = reader.Either();
        reader.SkipSpaces();
        return node is not null && reader._position == text.Length ? node : Catalogue.Graph.FilterRefused;
    }

    private FilterNode? Either()
    {
        var left = Both();
        while (left is not null && TakeWord("or"))
            left = Both() is { } right ? new FilterPair(Both: false, left, right) : null;
        return left;
    }

    private FilterNode? Both()
    {
        var left = Term();
        while (left is not null && TakeWord("and"))
            left = Term() is { } right ? new FilterPair(Both: true, left, right) : null;
        return left;
    }

    private FilterNode? Term()
    {
        if (++_depth > Deepest)
            return null;
        FilterNode? node;
        if (TakeWord("not"))
            node = Term() is { } negated ? new FilterNegation(negated) : null;
        else if (Take('('))
            node = Either() is { } inner && Take(')') ? inner : null;
        else
            node = Comparison();
        _depth--;
        return node;
    }

    private FilterNode? Comparison()
    {
        if (++_comparisons > MostComparisons)
            return null;
        var word = Word();
        if (word.Length == 0)
            return null;
        if (word == "startswith")
        {
            return Take('(') && Word() is { Length: > 0 } property && Take(',') && TryLiteral(out var beginning) && beginning is string && Take(')')
                ? new FilterComparison(property, FilterOperator.StartsWith, beginning)
                : null;
        }

        if (TakeWord("in"))
            return In(word);
        FilterOperator? comparison = Word() switch
        {
            "eq" => FilterOperator.Equal,
            "ne" => FilterOperator.NotEqual,
            "gt" => FilterOperator.Greater,
            "ge" => FilterOperator.GreaterOrEqual,
            "lt" => FilterOperator.Less,
            "le" => FilterOperator.LessOrEqual,
            _ => null,
        };
        return comparison is { } known && TryLiteral(out var value) ? new FilterComparison(word, known, value) : null;
    }

    private FilterNode? In(string property)
    {
        FilterNode? any = null;
        if (!Take('('))
            return null;
        do
        {
            if (!TryLiteral(out var value) || ++_comparisons > MostComparisons)
                return null;
            var one = new FilterComparison(property, FilterOperator.Equal, value);
            any = any is null ? one : new FilterPair(Both: false, any, one);
        }
        while (Take(','));
        return Take(')') ? any : null;
    }

    private bool TryLiteral(out object? value)
    {
        value = null;
        SkipSpaces();
        if (_position < _text.Length && _text[_position] == '\'')
            return TryText(out value);
        var word = Word();
        value = word switch { "true" => true, "false" => false, "null" => null, _ => word };
        return word.Length > 0;
    }

    // A quote inside is written twice.
    private bool TryText(out object? value)
    {
        var end = _position + 1;
        while (end < _text.Length && (_text[end] != '\'' || (end + 1 < _text.Length && _text[end + 1] == '\'')))
            end += _text[end] == '\'' ? 2 : 1;
        value = null;
        if (end >= _text.Length)
            return false;
        value = _text[(_position + 1)..end].ToString().Replace("''", "'", StringComparison.Ordinal);
        _position = end + 1;
        return true;
    }

    private bool Take(char sign)
    {
        SkipSpaces();
        if (_position == _text.Length || _text[_position] != sign)
            return false;
        _position++;
        return true;
    }

    private bool TakeWord(string word)
    {
        SkipSpaces();
        if (!PeekWord().SequenceEqual(word))
            return false;
        _position += word.Length;
        return true;
    }

    private string Word()
    {
        SkipSpaces();
        var word = PeekWord();
        _position += word.Length;
        return word.ToString();
    }

    // Names, and the literals that stand without quotes: GUIDs and moments.
    private readonly ReadOnlySpan<char> PeekWord()
    {
        var end = _position;
        while (end < _text.Length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] is '-' or '_' or '.' or ':' or '+' or '/'))
            end++;
        return _text[_position..end];
    }

    private void SkipSpaces()
    {
        while (_position < _text.Length && _text[_position] == ' ')
            _position++;
    }
}
