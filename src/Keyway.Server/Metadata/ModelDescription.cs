using Keyway.Errors;

namespace Keyway.Server.Metadata;

/// <summary>One model of security key, as metadata describes it.</summary>
/// <param name="Aaguid">The model.</param>
/// <param name="Name">Its description; the AAGUID of a model that metadata does not know.</param>
/// <param name="IsKnown">False for such a model.</param>
/// <param name="Certification">Such as <c>FIDO Certified L1</c>; null for none.</param>
/// <param name="Status">The status reports, oldest first as given, such as <c>FIDO_CERTIFIED_L1</c>.</param>
/// <param name="UserVerificationMethods">Such as <c>passcode_external</c>.</param>
/// <param name="Transports">Such as <c>usb</c>.</param>
/// <param name="Icon">PNG, or null.</param>
internal sealed record ModelDescription(
    Guid Aaguid, string Name, bool IsKnown, string? Certification, bool IsRevoked, bool IsCompromised, IReadOnlyList<string> Status,
    IReadOnlyList<string> UserVerificationMethods, IReadOnlyList<string> Transports, byte[]? Icon)
{
    /// <summary>Why keys of this model are refused at registration and at sign-in, or null.</summary>
    public Refusal? Refusal => this switch
    {
        { IsRevoked: true } => new Refusal(Catalogue.Metadata.ModelRevoked, Name),
        { IsCompromised: true } => new Refusal(Catalogue.Metadata.ModelCompromised, Name),
        _ => null,
    };
}
