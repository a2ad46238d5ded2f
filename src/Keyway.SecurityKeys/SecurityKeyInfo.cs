namespace Keyway.SecurityKeys;

/// <summary>What a key says of itself (CTAP 2.1, 6.4).</summary>
/// <param name="Aaguid">The model id.</param>
/// <param name="Versions">Protocol versions, such as <c>FIDO_2_1</c>.</param>
/// <param name="Extensions">Extensions, such as <c>hmac-secret</c>.</param>
/// <param name="Options">Options by name; an absent one is not supported.</param>
/// <param name="PinProtocols">PIN/UV auth protocols, most liked first.</param>
/// <param name="PinSet">Whether a PIN is set.</param>
/// <param name="PinRetries">Wrong PINs that are still allowed, or null when no PIN is set.</param>
/// <param name="MinimumPinLength">In code points.</param>
/// <param name="PinChangeRequired">Whether the key demands a new PIN before it does anything else.</param>
/// <param name="RemainingCredentials">Free places for resident credentials, or null when the key does not tell.</param>
/// <param name="VerificationRetries">Wrong fingers that are still allowed before the key takes its PIN only, or null when none is enrolled or the key does not tell.</param>
public sealed record SecurityKeyInfo(
    Guid Aaguid,
    IReadOnlyList<string> Versions,
    IReadOnlyList<string> Extensions,
    IReadOnlyDictionary<string, bool> Options,
    IReadOnlyList<int> PinProtocols,
    bool PinSet,
    int? PinRetries,
    int MinimumPinLength,
    bool PinChangeRequired,
    long? RemainingCredentials,
    int? VerificationRetries = null)
{
    /// <summary>Whether the key can verify its user without a PIN (a fingerprint is enrolled).</summary>
    public bool BuiltInUserVerification => Options.TryGetValue("uv", out bool ready) && ready;

    /// <summary>Whether the key is ready to verify its user without a PIN now: not after too many wrong fingers.</summary>
    public bool AsksForFinger => BuiltInUserVerification && VerificationRetries != 0;

    /// <summary>Whether the key lists and removes its credentials (CTAP 2.1, 6.8, or the preview of it in CTAP 2.0 keys).</summary>
    public bool ManagesCredentials => Has("credMgmt") || Has("credentialMgmtPreview");

    /// <summary>Whether the key has a sensor for fingerprints, enrolled or not (CTAP 2.1, 6.7, or the preview of it).</summary>
    public bool HasFingerprintSensor => Options.ContainsKey("bioEnroll") || Options.ContainsKey("userVerificationMgmtPreview");

    /// <summary>Whether the key says that it has this option and that it is on.</summary>
    public bool Has(string option) => Options.TryGetValue(option, out bool on) && on;

    /// <summary>Whether credentials can answer hmac-secret salts.</summary>
    public bool SupportsHmacSecret => Extensions.Contains("hmac-secret");

    /// <summary>Whether the key can hide credentials from the unverified.</summary>
    public bool SupportsCredentialProtection => Extensions.Contains("credProtect");
}
