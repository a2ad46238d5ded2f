namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>What a command knows of the wire that it came over.</summary>
/// <param name="Channel">The CTAPHID channel; commands that continue another must come over the same.</param>
/// <param name="TouchNeeded">Tells the host that the key waits for a touch.</param>
/// <param name="Cancelled">Cancelled when the host gives the command up.</param>
internal sealed record CommandContext(uint Channel, Action TouchNeeded, CancellationToken Cancelled);
