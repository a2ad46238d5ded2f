using System.Text.Json;

namespace Keyway.Fido2.Metadata;

/// <summary>Steps of a forward-only reader: what is not of the form expected throws <see cref="JsonException"/>, which the edge makes a refusal.</summary>
internal static class MetadataJson
{
    public static void Demand(this ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (reader.TokenType != type) throw new JsonException($"Expected {type}.");
    }

    /// <summary>Goes to the value of the next member.</summary>
    /// <param name="seen">The names of this object so far; a name given twice throws.</param>
    /// <returns>False at the end of the object.</returns>
    public static bool NextMember(this ref Utf8JsonReader reader, HashSet<string> seen, out string name)
    {
        name = "";
        if (!reader.Read()) throw new JsonException("The object does not end.");
        if (reader.TokenType == JsonTokenType.EndObject) return false;
        reader.Demand(JsonTokenType.PropertyName);
        name = reader.GetString()!;
        if (!seen.Add(name)) throw new JsonException("A member is given twice.");
        if (!reader.Read()) throw new JsonException("The object does not end.");
        return true;
    }

    /// <summary>Goes to the next item of an array whose start was read.</summary>
    /// <returns>False at its end.</returns>
    public static bool NextItem(this ref Utf8JsonReader reader)
    {
        if (!reader.Read()) throw new JsonException("The array does not end.");
        return reader.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>A text of at most this many characters; longer ones are cut, and control characters left out.</summary>
    public static string Text(this ref Utf8JsonReader reader, int most)
    {
        reader.Demand(JsonTokenType.String);
        var text = reader.GetString()!;
        var kept = string.Concat(text.Where(character => !char.IsControl(character)));
        return kept.Length <= most ? kept : kept[..most];
    }

    /// <summary>An array of short words, at most 64.</summary>
    public static List<string> Words(this ref Utf8JsonReader reader)
    {
        reader.Demand(JsonTokenType.StartArray);
        List<string> words = [];
        while (reader.NextItem())
        {
            if (words.Count == 64) throw new JsonException("The list is too long.");
            words.Add(reader.Text(64));
        }

        return words;
    }
}
