using System.Text.Json;

namespace Keyway.EndToEnd.Policies;

/// <summary>What <c>keyway policy --json</c> said.</summary>
internal sealed record PolicySeen(JsonElement Said)
{
    /// <summary>Value, source and the first word of where.</summary>
    public (int Value, string Source, string? Where) Of(string name)
    {
        var setting = Said.GetProperty("settings").EnumerateArray().Single(setting => setting.GetProperty("name").GetString() == name);
        return (setting.GetProperty("value").GetInt32(), setting.GetProperty("source").GetString()!, setting.GetProperty("where").GetString()?.Split(' ')[0]);
    }

    /// <summary>Why an object is skipped or refused; null when it applies.</summary>
    /// <param name="id">The object.</param>
    /// <param name="of">Whose reading.</param>
    public string? Fate(Guid id, string of = "GroupPolicy")
    {
        var seen = Said.GetProperty("sources").EnumerateArray().Where(source => source.GetProperty("source").GetString() == of).SelectMany(source => source.GetProperty("objects") is { ValueKind: JsonValueKind.Array } objects ? objects.EnumerateArray().ToArray() : [])
            .Single(seen => seen.GetProperty("id").GetGuid() == id);
        return seen.GetProperty("skipped").GetString() ?? seen.GetProperty("refused").GetString();
    }
}
