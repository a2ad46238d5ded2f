namespace Keyway.SecurityKeys;

/// <summary>What a key says of its sensor for fingerprints (CTAP 2.1, 6.7.3).</summary>
/// <param name="IsSwiped">Whether the finger is drawn over it; otherwise it is laid on.</param>
/// <param name="SamplesToEnrol">How many good touches an enrolment takes at most; at least 1.</param>
public sealed record FingerprintSensor(bool IsSwiped, int SamplesToEnrol);
