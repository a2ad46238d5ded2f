using System.Globalization;
using System.Text.Json;
using Keyway.Lab.Processes;

namespace Keyway.Lab.Walk;

/// <summary>What <c>keyway --json sign-in</c> told.</summary>
/// <param name="Principal">Whom the full TGT names; null without one.</param>
/// <param name="Error">Number and cause of the refusal; null when everything was done.</param>
/// <param name="Steps">The journey, a line a step with its time.</param>
public sealed record SignInReport(string? Principal, string? Error, IReadOnlyList<string> Steps)
{
    public static SignInReport Parse(ToolResult result)
    {
        try
        {
            using var document = JsonDocument.Parse(result.Output);
            var root = document.RootElement;
            return new SignInReport(
                root.TryGetProperty("principal", out var principal) ? principal.GetString() : null,
                root.TryGetProperty("error", out var error) ? $"{error.GetProperty("code").GetString()} {error.GetProperty("cause").GetString()}" : null,
                [.. root.GetProperty("steps").EnumerateArray().Select(Line)]);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new BrokenPromiseException($"exit code {result.ExitCode}: {result.Said}");
        }
    }

    private static string Line(JsonElement step, int number) => string.Create(CultureInfo.InvariantCulture,
        $"{number + 1} {step.GetProperty("name").GetString(),-16} {step.GetProperty("milliseconds").GetDouble(),4:0} ms  {step.GetProperty("result").GetString()}");
}
