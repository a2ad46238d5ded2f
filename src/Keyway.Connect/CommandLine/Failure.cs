using Keyway.Errors;

namespace Keyway.Connect.CommandLine;

/// <summary>What a command could not do.</summary>
/// <param name="Attempt">Ends the sentence "Could not …".</param>
/// <param name="Refusal">Why.</param>
/// <param name="Remains">What a half-finished command leaves behind, in one sentence; null when it leaves nothing.</param>
internal sealed record Failure(string Attempt, Refusal Refusal, string? Remains = null);
