namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>What a new software key shall be; kept in its file.</summary>
public sealed record SoftwareKeyOptions
{
    /// <summary>The model id of Keyway's software key.</summary>
    public static readonly Guid KeywayAaguid = new("6b1d3f0a-94c7-4e52-8a3d-c15e7f20b986");

    /// <summary>The model id that the key claims.</summary>
    public Guid Aaguid { get; init; } = KeywayAaguid;

    /// <inheritdoc cref="SoftwareKeyAttestation"/>
    public SoftwareKeyAttestation Attestation { get; init; }

    /// <summary>PIN/UV auth protocols, most liked first; 1, 2 or both.</summary>
    public IReadOnlyList<int> PinProtocols { get; init; } = [2, 1];

    /// <summary>Places for credentials, 1 to 1000.</summary>
    public int Capacity { get; init; } = 100;

    /// <summary>Whether the key has a sensor for fingerprints.</summary>
    public bool FingerprintSensor { get; init; }
}
