namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>Stands in for the finger on the sensor of a software key. Runs on a thread of its own and may block until the token is cancelled.</summary>
/// <param name="relyingPartyId">For whom, or null when the touch is for no relying party, as in an enrolment.</param>
/// <param name="cancellationToken">Cancelled when the host gave up or the time for a touch is over.</param>
/// <returns>Which finger was laid on, by any name; or null for a refusal.</returns>
public delegate string? FingerPrompt(string? relyingPartyId, CancellationToken cancellationToken);
