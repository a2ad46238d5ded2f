using Keyway.Errors;

namespace Keyway.Device.Status;

/// <summary>One test of the status: passed, failed with a reason, or not made.</summary>
/// <param name="Made">Whether the test was made.</param>
/// <param name="Failure">Why it failed.</param>
internal sealed record Probe(bool Made, Refusal? Failure = null)
{
    public static Probe Skipped { get; } = new(false);

    public bool Passed => Made && Failure is null;

    /// <summary>In the words of dsregcmd, with our number.</summary>
    public override string ToString() => !Made ? "SKIPPED" : Failure is null ? "PASS" : $"FAIL [{Failure.Code}]";
}
