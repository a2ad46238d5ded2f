namespace Keyway.Tpm.Commands;

/// <summary>A command without its authorization.</summary>
/// <param name="Code">What to do.</param>
/// <param name="Handles">On what; where a command is authorized, it is for the first of them.</param>
/// <param name="Parameters">The rest of the command.</param>
/// <param name="AnswersHandle">True when the answer begins with a handle.</param>
internal sealed record TpmCommand(CommandCode Code, IReadOnlyList<TpmHandle> Handles, byte[] Parameters, bool AnswersHandle = false);
