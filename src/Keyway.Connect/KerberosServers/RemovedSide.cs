using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary>What became of one side of a removal.</summary>
/// <param name="Removed">Names of the objects that were there and are gone.</param>
/// <param name="Remaining">Names of the objects that are still there, or may be when the side is out of reach.</param>
/// <param name="Refusal">Null when the side is done.</param>
internal sealed record RemovedSide(IReadOnlyList<string> Removed, IReadOnlyList<string> Remaining, Refusal? Refusal = null)
{
    /// <summary>A side that was not asked for.</summary>
    public static RemovedSide Untouched { get; } = new([], []);
}
