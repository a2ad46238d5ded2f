namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>Everything that a software key remembers, as it stands in its file. Never changed, only replaced.</summary>
/// <param name="Format">Always <see cref="FormatName"/>.</param>
/// <param name="Version">Always <see cref="CurrentVersion"/>.</param>
/// <param name="Aaguid">The model id that it claims.</param>
/// <param name="PinProtocols">Most liked first.</param>
/// <param name="Capacity">Places for credentials.</param>
/// <param name="Attestation">Null: credentials attest themselves.</param>
/// <param name="PinHash">The first 16 bytes of SHA-256 of the PIN, or null.</param>
/// <param name="PinRetries">Wrong PINs that are still allowed.</param>
/// <param name="Credentials">Oldest first.</param>
internal sealed record SoftwareKeyState(
    string Format,
    int Version,
    Guid Aaguid,
    IReadOnlyList<int> PinProtocols,
    int Capacity,
    SoftwareAttestationKey? Attestation,
    byte[]? PinHash,
    int PinRetries,
    IReadOnlyList<SoftwareCredential> Credentials)
{
    public const string FormatName = "keyway-software-key";
    public const int CurrentVersion = 1;
    public const int MostPinRetries = 8;
    public const int MostCredentials = 1000;

    public SoftwareKeyState Replacing(SoftwareCredential old, SoftwareCredential replacement) =>
        this with { Credentials = [.. Credentials.Select(credential => ReferenceEquals(credential, old) ? replacement : credential)] };

    public override string ToString() => $"{nameof(SoftwareKeyState)} with {Credentials.Count} credentials";
}
