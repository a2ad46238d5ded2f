using System.Text.Json;
using Keyway.Server.Provisioning.Filters;

namespace Keyway.Server.Graph.Queries;

/// <summary>A property of an entity: how it is written, and by what of the store it is found and ordered.</summary>
/// <param name="Kind">Of its value, in the words of JSON schema: <c>string</c>, <c>boolean</c>, <c>uuid</c>, <c>date-time</c>.</param>
/// <param name="Value">A text, a bool, a GUID, a moment, or null.</param>
/// <param name="Column">For <c>$filter</c>; null when it cannot be filtered by.</param>
/// <param name="Order">For <c>$orderby</c>: an expression that an index has, never null; null when lists cannot be ordered by it.</param>
/// <param name="OrderKey">The value of that expression.</param>
internal sealed record GraphProperty<T>(string Name, string Kind, Func<T, object?> Value, FilterColumn? Column = null, string? Order = null, Func<T, string>? OrderKey = null)
{
    /// <summary>Writes the member; one without a value only when it was asked for by name.</summary>
    public void Write(Utf8JsonWriter json, T item, bool named)
    {
        switch (Value(item))
        {
            case string text:
                json.WriteString(Name, text);
                break;
            case bool truth:
                json.WriteBoolean(Name, truth);
                break;
            case Guid id:
                json.WriteString(Name, id);
                break;
            case DateTimeOffset moment:
                json.WriteString(Name, moment.UtcDateTime);
                break;
            default:
                if (named)
                    json.WriteNull(Name);
                break;
        }
    }
}
