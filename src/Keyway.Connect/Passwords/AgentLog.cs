using System.Globalization;
using System.Text.Json.Nodes;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.Passwords;

/// <summary>One JSON object a line for whoever watches the service. Never a password, nor its length.</summary>
internal sealed class AgentLog(TextWriter output, TimeProvider time)
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
