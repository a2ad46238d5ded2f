using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Keyway.Errors;

namespace Keyway.KeyList.Checks;

/// <summary>Shows each step of a check: a mark, what was looked at, what was found, how long it took.</summary>
internal sealed class CheckPrinter(TextWriter output, bool json, TimeProvider time)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly JsonArray _steps = [];

    public async Task<Result<T>> StepAsync<T>(string name, Func<Task<Result<T>>> step, Func<T, string> describe)
        where T : notnull
    {
        var start = time.GetTimestamp();
        var result = await step();
        var said = SafeText.Of(result.TryGet(out var value, out var refusal) ? describe(value) : $"{refusal.Code} {refusal.Error.Cause}");
        var taken = time.GetElapsedTime(start);
        _steps.Add(new JsonObject { ["name"] = name, ["result"] = said, ["succeeded"] = refusal is null, ["milliseconds"] = (long)taken.TotalMilliseconds });
        if (!json)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(refusal is null ? '✓' : '✗')} {name}: {said} [{taken.TotalSeconds:0.00} s]"));
        return result;
    }

    /// <summary>One JSON object with the steps, and the refusal when there is one.</summary>
    public void PrintJson(Refusal? failed)
    {
        var report = new JsonObject { ["outcome"] = failed is null ? "done" : CommandLine.ExitCodes.Of(failed.Error).ToString().ToLowerInvariant() };
        if (failed is not null)
        {
            report["error"] = new JsonObject
            {
                ["code"] = failed.Code,
                ["cause"] = failed.Error.Cause,
                ["remedy"] = failed.Error.Remedy,
                ["detail"] = failed.Detail is { } detail ? SafeText.Of(detail) : null,
            };
        }

        report["steps"] = _steps.DeepClone();
        output.WriteLine(report.ToJsonString(Indented));
    }
}
