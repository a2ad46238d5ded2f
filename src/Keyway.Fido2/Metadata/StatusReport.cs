namespace Keyway.Fido2.Metadata;

/// <summary>One report about a model (MDS 3.0, 3.1.4).</summary>
/// <param name="Status">AuthenticatorStatus as it stands there, such as <c>FIDO_CERTIFIED_L1</c> or <c>REVOKED</c>.</param>
/// <param name="EffectiveDate">From when; null when it is not told.</param>
public sealed record StatusReport(string Status, DateOnly? EffectiveDate);
