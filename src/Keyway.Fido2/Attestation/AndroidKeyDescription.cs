using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;

namespace Keyway.Fido2.Attestation;

/// <summary>
/// The KeyDescription in an Android attestation certificate (Android Keystore, "Key attestation extension data schema"):
/// <code>
/// SEQUENCE { attestationVersion INTEGER, attestationSecurityLevel ENUMERATED, keyMintVersion INTEGER, keyMintSecurityLevel ENUMERATED,
///            attestationChallenge OCTET STRING, uniqueId OCTET STRING, softwareEnforced AuthorizationList, teeEnforced AuthorizationList }
/// </code>
/// </summary>
/// <param name="Challenge">attestationChallenge.</param>
/// <param name="NamesDevice">True when uniqueId is not empty.</param>
/// <param name="SecurityLevel">attestationSecurityLevel: 0 software, 1 trusted environment, 2 its own chip.</param>
/// <param name="SoftwareEnforced">What the operating system holds the key to.</param>
/// <param name="TeeEnforced">What the trusted execution environment holds the key to.</param>
internal sealed record AndroidKeyDescription(
    byte[] Challenge, bool NamesDevice, int SecurityLevel, AndroidAuthorizations SoftwareEnforced, AndroidAuthorizations TeeEnforced)
{
    private const string Extension = "1.3.6.1.4.1.11129.2.1.17";

    /// <summary>True when the trusted environment itself vouches for what <see cref="Check"/> asks.</summary>
    public bool IsInTrustedEnvironment => SecurityLevel >= 1 && TeeEnforced.IsGenerated == true && TeeEnforced.MaySign == true;

    /// <summary>The description in a certificate, or KW1095.</summary>
    public static Result<AndroidKeyDescription> Of(X509Certificate2 certificate)
    {
        if (certificate.Extensions[Extension] is not { } extension) return Catalogue.WebAuthn.AndroidKeyDescriptionMalformed;
        try
        {
            var reader = new AsnReader(extension.RawData, AsnEncodingRules.DER);
            var sequence = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            sequence.ReadInteger();
            var level = ReadLevel(sequence);
            sequence.ReadInteger();
            ReadLevel(sequence);
            var challenge = sequence.ReadOctetString();
            var uniqueId = sequence.ReadOctetString();
            var description = new AndroidKeyDescription(
                challenge, uniqueId.Length > 0, level, AndroidAuthorizations.Read(sequence.ReadSequence()), AndroidAuthorizations.Read(sequence.ReadSequence()));
            sequence.ThrowIfNotEmpty();
            return description;
        }
        catch (AsnContentException)
        {
            return Catalogue.WebAuthn.AndroidKeyDescriptionMalformed;
        }
    }

    /// <summary>Null when the key is bound to one application, was made in the device and signs; else which of these does not hold.</summary>
    public string? Check() => (SoftwareEnforced, TeeEnforced) switch
    {
        ({ AllApplications: true }, _) or (_, { AllApplications: true }) => "allApplications",
        var (software, tee) when !Holds(software.IsGenerated, tee.IsGenerated) => "origin",
        var (software, tee) when !Holds(software.MaySign, tee.MaySign) => "purpose",
        _ => null,
    };

    // The union of both lists: named at least once, and nowhere otherwise.
    private static bool Holds(bool? software, bool? tee) => (software, tee) is (true, not false) or (not false, true);

    private static int ReadLevel(AsnReader sequence)
    {
        var level = sequence.ReadEnumeratedBytes().Span;
        return level is [<= 2] ? level[0] : throw new AsnContentException("The security level is unknown.");
    }
}
