using System.Security.Cryptography.X509Certificates;

namespace Keyway.Fido2.Attestation;

/// <summary>The certificates that may end an attestation's chain, by the model they vouch for.</summary>
/// <param name="byAaguid">Roots of one model each; fido-u2f keys have the all-zero AAGUID.</param>
/// <param name="forEveryModel">Roots that may vouch for any model.</param>
public sealed class AttestationTrustRoots(
    IReadOnlyDictionary<Guid, IReadOnlyList<X509Certificate2>> byAaguid,
    IReadOnlyList<X509Certificate2> forEveryModel)
{
    public static AttestationTrustRoots None { get; } = new(new Dictionary<Guid, IReadOnlyList<X509Certificate2>>(), []);

    /// <summary>The roots that may vouch for a model.</summary>
    public IReadOnlyList<X509Certificate2> For(Guid aaguid) =>
        byAaguid.TryGetValue(aaguid, out var roots) ? [.. roots, .. forEveryModel] : forEveryModel;
}
