namespace Keyway.Tpm;

/// <summary>Which TPM it is, as it says itself (TPM 2.0 Part 2, 6.13, fixed properties).</summary>
/// <param name="Manufacturer">The maker's four letters of the TCG vendor registry, such as <c>IFX</c>; <c>IBM</c> is swtpm.</param>
/// <param name="Model">The vendor string, such as <c>SLB9670</c>; may be empty.</param>
/// <param name="Firmware">The firmware version as four numbers, such as <c>7.85.17.51968</c>.</param>
/// <param name="Specification">Always <c>2.0</c>.</param>
public sealed record TpmDescription(string Manufacturer, string Model, string Firmware, string Specification);
