using System.Text.Json.Serialization;
using Keyway.SecurityKeys.SoftwareKeys.Fingerprints;

namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>Everything that a software key remembers, as it stands in its file. Never changed, only replaced.</summary>
/// <param name="Format">Always <see cref="FormatName"/>.</param>
/// <param name="Version"><see cref="CurrentVersion"/>, once it has been written by this program.</param>
/// <param name="Aaguid">The model id that it claims.</param>
/// <param name="PinProtocols">Most liked first.</param>
/// <param name="Capacity">Places for credentials.</param>
/// <param name="Attestation">Null: credentials attest themselves.</param>
/// <param name="PinHash">The first 16 bytes of SHA-256 of the PIN, or null.</param>
/// <param name="PinRetries">Wrong PINs that are still allowed.</param>
/// <param name="Credentials">Oldest first.</param>
/// <param name="MinimumPinLength">In code points; it only grows, until a reset.</param>
/// <param name="PinCodePoints">The length of the PIN, or null when there is none, or it was set before lengths were kept.</param>
/// <param name="PinChangeRequired">Whether the PIN must be changed before it is good for anything else.</param>
/// <param name="Sensor">Whether the key has a sensor for fingerprints.</param>
/// <param name="Fingerprints">Enrolled fingers, oldest first; null is none.</param>
/// <param name="UvRetries">Fingers that may still be the wrong one before only the PIN is taken.</param>
/// <param name="PinLengthReaders">RP ids that may learn the least length of the PIN (CTAP 2.1, 12.4); null is none.</param>
internal sealed record SoftwareKeyState(
    string Format,
    int Version,
    Guid Aaguid,
    IReadOnlyList<int> PinProtocols,
    int Capacity,
    SoftwareAttestationKey? Attestation,
    byte[]? PinHash,
    int PinRetries,
    IReadOnlyList<SoftwareCredential> Credentials,
    int MinimumPinLength = SoftwareKeyState.LeastPinLength,
    int? PinCodePoints = null,
    bool PinChangeRequired = false,
    bool Sensor = false,
    IReadOnlyList<SoftwareFingerprint>? Fingerprints = null,
    int UvRetries = SoftwareKeyState.MostUvRetries,
    IReadOnlyList<string>? PinLengthReaders = null)
{
    public const string FormatName = "keyway-software-key";
    public const int CurrentVersion = 3;
    public const int OldestVersion = 1;

    /// <summary>CTAP 2.1, 6.5.1: in code points.</summary>
    public const int LeastPinLength = 4;

    /// <summary>CTAP 2.1, 6.5.1: as many code points as bytes fit.</summary>
    public const int LongestPin = 63;
    public const int MostPinRetries = 8;
    public const int MostCredentials = 1000;
    public const int MostUvRetries = 3;
    public const int MostFingerprints = 5;
    public const int MostPinLengthReaders = 8;

    /// <summary>The fingers that the sensor recognises.</summary>
    [JsonIgnore]
    public IReadOnlyList<SoftwareFingerprint> Enrolled => Fingerprints ?? [];

    public SoftwareKeyState Replacing(SoftwareCredential old, SoftwareCredential replacement) =>
        this with { Credentials = [.. Credentials.Select(credential => ReferenceEquals(credential, old) ? replacement : credential)] };

    /// <summary>The key as it was made, after a reset (CTAP 2.1, 6.6).</summary>
    public SoftwareKeyState Erased() => this with
    {
        PinHash = null,
        PinRetries = MostPinRetries,
        Credentials = [],
        MinimumPinLength = LeastPinLength,
        PinCodePoints = null,
        PinChangeRequired = false,
        Fingerprints = null,
        UvRetries = MostUvRetries,
        PinLengthReaders = null,
    };

    public override string ToString() => $"{nameof(SoftwareKeyState)} with {Credentials.Count} credentials";
}
