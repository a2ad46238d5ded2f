namespace Keyway.SecurityKeys;

/// <summary>How far an enrolment is, told before each touch.</summary>
/// <param name="Last">What the sensor said of the touch before; null before the first.</param>
/// <param name="Remaining">Good touches that are still wanted.</param>
public sealed record FingerprintProgress(FingerprintSampleStatus? Last, int Remaining);
