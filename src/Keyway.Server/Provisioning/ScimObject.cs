using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Keyway.Errors;

namespace Keyway.Server.Provisioning;

/// <summary>A JSON object whose member names count without case (RFC 7643 2.1), each at most once in any case.</summary>
internal sealed class ScimObject
{
    private readonly Dictionary<string, JsonElement> _members;

    private ScimObject(Dictionary<string, JsonElement> members) => _members = members;

    /// <summary>The members as sent.</summary>
    public IReadOnlyDictionary<string, JsonElement> Members => _members;

    /// <summary>Reads an element that must be an object.</summary>
    public static Result<ScimObject> Of(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return Catalogue.Provisioning.BodyMalformed;
        var members = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        try
        {
            foreach (var member in element.EnumerateObject())
            {
                if (!members.TryAdd(member.Name, member.Value))
                    return Catalogue.Provisioning.BodyMalformed;
            }
        }
        catch (InvalidOperationException)
        {
            // A name with half a surrogate pair is no text.
            return Catalogue.Provisioning.BodyMalformed;
        }

        return new ScimObject(members);
    }

    /// <summary>The member when it is there and not null.</summary>
    public bool TryGet(string name, out JsonElement value) => _members.TryGetValue(name, out value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>The text of a member; null when it is absent, null, or no text.</summary>
    public string? Text(string name) => TryGet(name, out var value) && TryText(value, out var text) ? text : null;

    /// <summary>Reads text; false for anything else, and for half a surrogate pair.</summary>
    public static bool TryText(JsonElement value, [NotNullWhen(true)] out string? text)
    {
        text = null;
        try
        {
            if (value.ValueKind == JsonValueKind.String)
                text = value.GetString();
        }
        catch (InvalidOperationException)
        {
        }

        return text is not null;
    }

    /// <summary>Reads a boolean; also <c>"True"</c> and <c>"False"</c> as text, which clients in the field send.</summary>
    public static bool? Truth(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when TryText(value, out var text) && bool.TryParse(text, out var truth) => truth,
        _ => null,
    };
}
