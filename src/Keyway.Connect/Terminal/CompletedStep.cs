namespace Keyway.Connect.Terminal;

/// <summary>One step of a command that has ended.</summary>
/// <param name="Name">As in the journey.</param>
/// <param name="Result">What it found or did, or the refusal.</param>
/// <param name="Succeeded">False for the step that refused.</param>
internal sealed record CompletedStep(string Name, string Result, bool Succeeded, TimeSpan Duration);
