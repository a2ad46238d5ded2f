using System.Text.Json;

namespace Keyway.Server.Provisioning.Filters;

/// <summary>Splits a filter into words, brackets and JSON values. Nothing in it throws; what fits nowhere reads as <see cref="End"/> of false.</summary>
internal ref struct FilterReader(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _position;

    /// <summary>True when only spaces are left.</summary>
    public bool End
    {
        get
        {
            SkipSpaces();
            return _position == _text.Length;
        }
    }

    /// <summary>Takes a bracket when it is the next thing.</summary>
    public bool Take(char bracket)
    {
        SkipSpaces();
        if (_position == _text.Length || _text[_position] != bracket)
            return false;
        _position++;
        return true;
    }

    /// <summary>Takes a keyword, whatever its case, when it is the next word.</summary>
    public bool TakeKeyword(string keyword)
    {
        SkipSpaces();
        var word = PeekWord();
        if (!word.Equals(keyword, StringComparison.OrdinalIgnoreCase))
            return false;
        _position += word.Length;
        return true;
    }

    /// <summary>The next word: a name, a path, an operator or a literal; empty when something else comes.</summary>
    public string Word()
    {
        SkipSpaces();
        var word = PeekWord();
        _position += word.Length;
        return word.ToString();
    }

    /// <summary>The next JSON value: a string, a bool, a double or null.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryValue(out object? value)
    {
        value = null;
        SkipSpaces();
        if (_position < _text.Length && _text[_position] == '"')
            return TryString(out value);
        switch (Word())
        {
            case "true":
                value = true;
                return true;
            case "false":
                value = false;
                return true;
            case "null":
                return true;
            case var word when double.TryParse(word, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number):
                value = number;
                return true;
            default:
                return false;
        }
    }

    /// <summary>What is left, unread.</summary>
    public readonly ReadOnlySpan<char> Rest => _text[_position..];

    private readonly ReadOnlySpan<char> PeekWord()
    {
        var end = _position;
        while (end < _text.Length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] is '-' or '_' or '.' or ':' or '$' or '+'))
            end++;
        return _text[_position..end];
    }

    private bool TryString(out object? value)
    {
        value = null;
        var end = _position + 1;
        while (end < _text.Length && _text[end] != '"')
            end += _text[end] == '\\' ? 2 : 1;
        if (end >= _text.Length)
            return false;
        var literal = _text[_position..(end + 1)];
        _position = end + 1;
        try
        {
            // SQLite ends a pattern at U+0000, and PostgreSQL takes no such text.
            value = JsonSerializer.Deserialize(literal, ProvisioningJson.Default.String);
            return value is string text && !text.Contains('\0', StringComparison.Ordinal);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private void SkipSpaces()
    {
        while (_position < _text.Length && _text[_position] == ' ')
            _position++;
    }
}
