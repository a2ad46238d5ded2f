namespace Keyway.Tpm.Commands;

/// <summary>A successful answer, taken apart but not yet believed.</summary>
/// <param name="Handle">The handle of what was loaded or made, 0 when the command makes none.</param>
/// <param name="Parameters">The answer's parameters as they came, the first of them perhaps encrypted.</param>
/// <param name="Authorization">What proves the answer; empty when the command was sent without a session.</param>
internal sealed record TpmAnswer(uint Handle, byte[] Parameters, byte[] Authorization);
