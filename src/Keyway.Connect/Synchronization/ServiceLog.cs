using System.Globalization;
using System.Text.Json.Nodes;
using Keyway.Connect.CommandLine;
using Keyway.Errors;

namespace Keyway.Connect.Synchronization;

/// <summary>The log of the service: one JSON object a line. Of people and computers it holds anchors, and never a name.</summary>
internal sealed class ServiceLog(TextWriter output, TimeProvider time)
{
    /// <summary>The first line.</summary>
    public void Started(string domain, TimeSpan interval) => Write("started", "information", new JsonObject { ["domain"] = domain, ["intervalSeconds"] = (long)interval.TotalSeconds });

    /// <summary>A cycle, and what a person should know of it.</summary>
    public void Cycle(CycleEnd end, TimeSpan duration, TimeSpan next)
    {
        if (end.Tally is { } tally)
        {
            foreach (var refused in tally.Refused)
            {
                Write(refused.IsAlarm ? "alarm" : "refused", refused.IsAlarm ? "critical" : "warning", new JsonObject
                {
                    ["action"] = refused.What,
                    ["type"] = refused.Kind.ToString(),
                    ["anchor"] = refused.Anchor.ToString("D"),
                    ["code"] = refused.Number,
                });
            }
        }

        var line = new JsonObject();
        foreach (var (name, value) in end.Report.Content)
        {
            if (name is not ("refused" or "milliseconds" or "kerberosServers") && value is not null)
                line[name] = value.DeepClone();
        }

        if (end.Report.Content["kerberosServers"] is JsonArray servers)
            line["kerberosServers"] = new JsonArray([.. servers.OfType<JsonObject>().Select(Bare)]);

        line["refused"] = end.Tally?.Refused.Count ?? 0;
        line["milliseconds"] = (long)duration.TotalMilliseconds;
        line["nextInSeconds"] = (long)next.TotalSeconds;
        if (end.Report.Failure is { Refusal: var refusal })
        {
            line["code"] = refusal.Code;
            line["cause"] = refusal.Error.Cause;

            // Details of other refusals name objects of the domain.
            if (ExitCodes.Of(refusal.Error) is ExitCode.Unreachable or ExitCode.Usage || refusal.Error == Catalogue.Synchronization.DeletionsGuarded)
                line["detail"] = Terminal.SafeText.Of(refusal.Detail);
        }

        Write("cycle", end.Report.Failure is null ? "information" : "error", line);
    }

    /// <summary>The last line.</summary>
    public void Stopped() => Write("stopped", "information", []);

    // A finding's detail names a person.
    private static JsonObject Bare(JsonObject server) => new()
    {
        ["name"] = server["name"]?.DeepClone(),
        ["findings"] = new JsonArray([.. (server["findings"] as JsonArray ?? []).Select(finding => finding?["kind"]?.DeepClone())]),
        ["isMinting"] = server["isMinting"]?.DeepClone(),
    };

    private void Write(string name, string level, JsonObject content)
    {
        var line = new JsonObject { ["time"] = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), ["level"] = level, ["event"] = name };
        foreach (var (key, value) in content)
            line[key] = value?.DeepClone();
        output.WriteLine(line.ToJsonString());
        output.Flush();
    }
}
