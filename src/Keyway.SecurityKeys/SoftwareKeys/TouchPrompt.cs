namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>Stands in for the finger on a software key. Runs on a thread of its own and may block until the token is cancelled.</summary>
/// <param name="relyingPartyId">For whom, or null when the touch is for no relying party.</param>
/// <param name="cancellationToken">Cancelled when the host gave up or the time for a touch is over.</param>
/// <returns>True for a touch, false for a refusal.</returns>
public delegate bool TouchPrompt(string? relyingPartyId, CancellationToken cancellationToken);
