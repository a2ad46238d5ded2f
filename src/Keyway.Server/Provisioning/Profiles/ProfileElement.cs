using System.Text.Json;
using Keyway.Server.Provisioning.Filters;

namespace Keyway.Server.Provisioning.Profiles;

/// <summary>One value of an attribute: its sub-attributes by name. A plain text has one, without a name; of <c>primary</c> only <c>true</c> is kept.</summary>
internal sealed class ProfileElement(ProfileAttribute attribute)
{
    private const string Primary = "primary";
    private const int MaximumMultiline = 1024;

    private readonly Dictionary<string, string> _parts = [];

    /// <summary>False for a value without its <c>value</c>, and for one of which only the kind is known.</summary>
    public bool SaysSomething => attribute.Parts is ["value", ..] ? _parts.ContainsKey("value") : _parts.Keys.Any(part => part is not ("type" or Primary or "display"));

    public bool IsPrimary
    {
        get => _parts.ContainsKey(Primary);
        set => Put(Primary, value ? "true" : null);
    }

    /// <summary>The text of a sub-attribute, or null.</summary>
    public string? this[string part] => _parts.GetValueOrDefault(part);

    /// <summary>Reads an object of sub-attributes, over those that are there; or a text for a plain one.</summary>
    /// <returns>False when a value is of the wrong kind. Sub-attributes that are not kept are passed over.</returns>
    public bool TryRead(JsonElement value)
    {
        if (attribute.Parts.Length == 0)
            return TrySet(string.Empty, value);
        if (value.ValueKind == JsonValueKind.String && attribute.Parts[0] == "value")
            return TrySet("value", value);
        if (!ScimObject.Of(value).TryGet(out var parts, out _))
            return false;
        foreach (var (name, member) in parts.Members)
        {
            if (attribute.PartNamed(name) is { } part && !TrySet(part, member))
                return false;
        }

        return true;
    }

    /// <summary>Sets one sub-attribute; null, no value and an empty text take it away.</summary>
    /// <param name="part">As the attribute writes it.</param>
    public bool TrySet(string part, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return Put(part, null);
        if (part == Primary)
            return ScimObject.Truth(value) is { } truth && Put(part, truth ? "true" : null);
        if (!ScimObject.TryText(value, out var text))
            return false;
        return text.Length == 0 ? Put(part, null) : IsGood(part, text) && Put(part, text);
    }

    /// <summary>Whether the value is one that <c>attribute[filter]</c> means.</summary>
    public bool Matches(FilterNode filter) => filter switch
    {
        FilterPair pair => pair.Both ? Matches(pair.Left) && Matches(pair.Right) : Matches(pair.Left) || Matches(pair.Right),
        FilterNegation negation => !Matches(negation.Inner),
        FilterPresence presence => TextOf(presence.Attribute) is not null,
        FilterComparison comparison => Matches(comparison),
        _ => false,
    };

    /// <summary>Makes the value one that a filter means, when the filter says in so many words what it must be: equalities, joined by <c>and</c>.</summary>
    public bool TryBecome(FilterNode filter) => filter switch
    {
        FilterPair { Both: true } pair => TryBecome(pair.Left) && TryBecome(pair.Right),
        FilterComparison { Operator: FilterOperator.Equal, Value: bool truth } comparison => PartOf(comparison.Attribute) == Primary && Put(Primary, truth ? "true" : null),
        FilterComparison { Operator: FilterOperator.Equal, Value: string text } comparison =>
            PartOf(comparison.Attribute) is { } part && (part == Primary ? bool.TryParse(text, out var truth) && Put(part, truth ? "true" : null) : IsGood(part, text) && Put(part, text)),
        _ => false,
    };

    public bool Equals(ProfileElement other) => _parts.Count == other._parts.Count && _parts.All(part => other[part.Key] == part.Value);

    public void Write(Utf8JsonWriter writer)
    {
        if (attribute.Parts.Length == 0)
        {
            writer.WriteStringValue(_parts[string.Empty]);
            return;
        }

        writer.WriteStartObject();
        foreach (var part in attribute.Parts)
        {
            if (this[part] is not { } text)
                continue;
            if (part == Primary)
                writer.WriteBoolean(part, true);
            else
                writer.WriteString(part, text);
        }

        writer.WriteEndObject();
    }

    private bool Matches(FilterComparison comparison)
    {
        var text = TextOf(comparison.Attribute);
        var value = comparison.Value switch { bool truth => truth ? "true" : "false", string given => given, _ => null };
        if (PartOf(comparison.Attribute) == Primary)
            text ??= "false";
        return comparison.Operator switch
        {
            FilterOperator.Equal => string.Equals(text, value, StringComparison.OrdinalIgnoreCase),
            FilterOperator.NotEqual => !string.Equals(text, value, StringComparison.OrdinalIgnoreCase),
            FilterOperator.Contains => text is not null && value is not null && text.Contains(value, StringComparison.OrdinalIgnoreCase),
            FilterOperator.StartsWith => text is not null && value is not null && text.StartsWith(value, StringComparison.OrdinalIgnoreCase),
            FilterOperator.EndsWith => text is not null && value is not null && text.EndsWith(value, StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }

    private string? TextOf(string filterAttribute) => PartOf(filterAttribute) is { } part ? this[part] : null;

    // In attribute[…] the parser has put the attribute's name in front.
    private string? PartOf(string filterAttribute) =>
        filterAttribute.StartsWith(attribute.Key + ".", StringComparison.Ordinal) ? attribute.PartNamed(filterAttribute[(attribute.Key.Length + 1)..]) : null;

    private bool IsGood(string part, string text)
    {
        if (attribute.IsMultiline && part != "type")
            return text.Length <= MaximumMultiline && !string.IsNullOrWhiteSpace(text) && text.All(character => !char.IsControl(character) || character is '\r' or '\n');
        return ScimText.IsGood(text) && (attribute != ProfileAttribute.Emails || part != "value" || text.Contains('@', StringComparison.Ordinal));
    }

    private bool Put(string part, string? text)
    {
        if (text is null)
            _parts.Remove(part);
        else
            _parts[part] = text;
        return true;
    }
}
