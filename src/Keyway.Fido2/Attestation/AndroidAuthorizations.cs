using System.Formats.Asn1;

namespace Keyway.Fido2.Attestation;

/// <summary>Of an AuthorizationList, the three members that WebAuthn L3 8.4 asks for; each null or false when absent.</summary>
/// <param name="AllApplications">allApplications [600]: the key is not bound to one application.</param>
/// <param name="IsGenerated">origin [702] is KM_ORIGIN_GENERATED: the key was made in the device.</param>
/// <param name="MaySign">purpose [1] has KM_PURPOSE_SIGN, and nothing beyond it but KM_PURPOSE_VERIFY.</param>
internal sealed record AndroidAuthorizations(bool AllApplications, bool? IsGenerated, bool? MaySign)
{
    private const int Purpose = 1;
    private const int EveryApplication = 600;
    private const int Origin = 702;
    private const int Generated = 0;
    private const int Sign = 2;
    private const int Verify = 3;

    /// <summary>Reads a list whose members are [n] EXPLICIT, each once.</summary>
    /// <exception cref="AsnContentException">It is none.</exception>
    public static AndroidAuthorizations Read(AsnReader list)
    {
        var seen = new HashSet<int>();
        var authorizations = new AndroidAuthorizations(false, null, null);
        while (list.HasData)
        {
            var tag = list.PeekTag();
            if (tag is not { TagClass: TagClass.ContextSpecific, IsConstructed: true } || !seen.Add(tag.TagValue))
                throw new AsnContentException("The authorization list has a member twice, or one of no known form.");
            var member = list.ReadSequence(tag);
            switch (tag.TagValue)
            {
                case EveryApplication: authorizations = authorizations with { AllApplications = true }; break;
                case Origin: authorizations = authorizations with { IsGenerated = member.TryReadInt32(out var origin) && origin == Generated }; break;
                case Purpose: authorizations = authorizations with { MaySign = IsForSigning(member.ReadSetOf()) }; break;
                default: break;
            }
        }

        return authorizations;
    }

    private static bool IsForSigning(AsnReader purposes)
    {
        var signs = false;
        while (purposes.HasData)
        {
            if (!purposes.TryReadInt32(out var purpose) || purpose is not (Sign or Verify)) return false;
            signs |= purpose == Sign;
        }

        return signs;
    }
}
