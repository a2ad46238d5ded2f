using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Keyway.Errors;
using Spectre.Console;

namespace Keyway.Device.Terminal;

/// <summary>Tells of a journey while it goes: one line a step with its result and its time; with <c>--json</c> one document at the end instead.</summary>
/// <param name="screen">Where the lines go; null holds them back for <see cref="Steps"/>.</param>
internal sealed class JourneyReport(Screen? screen)
{
    /// <summary>The steps so far: <c>name</c>, <c>result</c>, <c>succeeded</c>, <c>milliseconds</c>.</summary>
    public JsonArray Steps { get; } = [];

    /// <summary>Goes one step and tells of it.</summary>
    /// <param name="name">As the journey calls it.</param>
    /// <param name="step">The step.</param>
    /// <param name="result">What to say of its value.</param>
    public async Task<Result<T>> StepAsync<T>(string name, Func<Task<Result<T>>> step, Func<T, string> result)
        where T : notnull
    {
        var start = Stopwatch.GetTimestamp();
        var outcome = await step();
        Tell(name, outcome, result, Stopwatch.GetElapsedTime(start));
        return outcome;
    }

    /// <inheritdoc cref="StepAsync{T}"/>
    public Result<T> Step<T>(string name, Func<Result<T>> step, Func<T, string> result)
        where T : notnull
    {
        var start = Stopwatch.GetTimestamp();
        var outcome = step();
        Tell(name, outcome, result, Stopwatch.GetElapsedTime(start));
        return outcome;
    }

    private void Tell<T>(string name, Result<T> outcome, Func<T, string> result, TimeSpan time)
        where T : notnull
    {
        var succeeded = outcome.TryGet(out var value, out var refusal);
        var text = Shown.Line(succeeded ? result(value!) : refusal!.Code + " " + refusal.Error.Cause);
        Steps.Add(new JsonObject
        {
            ["name"] = name,
            ["result"] = text,
            ["succeeded"] = succeeded,
            ["milliseconds"] = Math.Round(time.TotalMilliseconds, 1),
        });
        screen?.Line(succeeded ? "✓" : "✗", succeeded ? Color.Green : Color.Red, string.Create(CultureInfo.InvariantCulture, $"{name}: {text} [{time.TotalMilliseconds:0} ms]"));
    }
}
