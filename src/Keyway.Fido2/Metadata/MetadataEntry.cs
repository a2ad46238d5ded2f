namespace Keyway.Fido2.Metadata;

/// <summary>What the FIDO Alliance publishes of one model of FIDO2 authenticator (MDS 3.0, 3.1.1; Metadata Statement 3.0, 4).</summary>
/// <param name="Aaguid">The model.</param>
/// <param name="Description">Its name, at most 200 characters without control characters.</param>
/// <param name="Reports">statusReports, in the order given.</param>
/// <param name="Roots">attestationRootCertificates in DER: roots, intermediate authorities or attestation certificates. Those that cannot be read are left out.</param>
/// <param name="Icon">A PNG of at most 64 KiB, or null.</param>
/// <param name="Versions">upv, such as <c>1.0</c>.</param>
/// <param name="AttestationTypes">Such as <c>basic_full</c>.</param>
/// <param name="UserVerificationMethods">Each named once, such as <c>passcode_external</c> or <c>fingerprint_internal</c>.</param>
/// <param name="Transports">authenticatorGetInfo.transports, such as <c>usb</c>.</param>
public sealed record MetadataEntry(
    Guid Aaguid,
    string Description,
    IReadOnlyList<StatusReport> Reports,
    IReadOnlyList<byte[]> Roots,
    byte[]? Icon,
    IReadOnlyList<string> Versions,
    IReadOnlyList<string> AttestationTypes,
    IReadOnlyList<string> UserVerificationMethods,
    IReadOnlyList<string> Transports)
{
    private const string Certified = "FIDO_CERTIFIED";

    /// <summary>True when the FIDO Alliance has withdrawn all trust from the model, at whatever date.</summary>
    public bool IsRevoked => Reports.Any(report => report.Status == "REVOKED");

    /// <summary>True when a report says that its keys, its attestation or its user verification can be got around. A later report does not take that back: the keys in people's hands are the old ones.</summary>
    public bool IsCompromised => Reports.Any(report => report.Status
        is "USER_VERIFICATION_BYPASS" or "ATTESTATION_KEY_COMPROMISE" or "USER_KEY_REMOTE_COMPROMISE" or "USER_KEY_PHYSICAL_COMPROMISE");

    /// <summary>The highest certification, such as <c>FIDO_CERTIFIED_L1plus</c>; null when there is none.</summary>
    public string? Certification => Reports
        .Select(report => report.Status)
        .Where(status => status.StartsWith(Certified, StringComparison.Ordinal))
        .MaxBy(status => status, StringComparer.Ordinal);
}
