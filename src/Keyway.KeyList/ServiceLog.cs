using System.Globalization;
using System.Text.Json.Nodes;
using Keyway.Errors;

namespace Keyway.KeyList;

/// <summary>One JSON object a line for whoever watches the service: numbers, addresses and SIDs, never a secret and no name of a person.</summary>
internal sealed class ServiceLog(TextWriter output, TimeProvider time)
{
    private readonly Lock _lock = new();

    public void Write(string happened, params IReadOnlyList<(string Name, JsonNode? Value)> facts)
    {
        var line = new JsonObject { ["time"] = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), ["event"] = happened };
        foreach (var (name, value) in facts)
        {
            if (value is not null)
                line[name] = value;
        }

        lock (_lock)
        {
            output.WriteLine(line.ToJsonString());
            output.Flush();
        }
    }

    /// <summary>Something that did not work.</summary>
    public void Refused(string happened, Refusal refusal, params IReadOnlyList<(string Name, JsonNode? Value)> facts) =>
        Write(happened, [("code", refusal.Code), ("cause", refusal.Error.Cause), ("detail", refusal.Detail is null ? null : SafeText.Of(refusal.Detail)), .. facts]);
}
