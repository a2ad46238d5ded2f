using System.Collections.Frozen;
using System.Security.Cryptography.X509Certificates;
using Keyway.Fido2.Attestation;
using Keyway.Fido2.Metadata;

namespace Keyway.Server.Metadata;

/// <summary>One BLOB made ready to be asked: read once, then only looked up.</summary>
internal sealed class ModelCatalogue
{
    private readonly FrozenDictionary<Guid, ModelDescription> _models;

    /// <param name="blob">Null before any import.</param>
    /// <param name="forEveryModel">The operator's own roots.</param>
    public ModelCatalogue(MetadataBlob? blob, IReadOnlyList<X509Certificate2> forEveryModel)
    {
        Number = blob?.Number ?? 0;
        NextUpdate = blob?.NextUpdate;
        IReadOnlyCollection<MetadataEntry> entries = blob?.Entries ?? [];
        _models = entries.ToFrozenDictionary(entry => entry.Aaguid, Describe);
        // An entry's roots vouch for its own model only.
        Roots = new AttestationTrustRoots(
            entries.Where(entry => entry.Roots.Count > 0).ToFrozenDictionary(
                entry => entry.Aaguid, entry => (IReadOnlyList<X509Certificate2>)[.. entry.Roots.Select(X509CertificateLoader.LoadCertificate)]),
            forEveryModel);
    }

    /// <summary>0 before any import.</summary>
    public int Number { get; }

    public DateOnly? NextUpdate { get; }

    public AttestationTrustRoots Roots { get; }

    public IReadOnlyList<ModelDescription> All => _models.Values;

    public ModelDescription Of(Guid aaguid) =>
        _models.GetValueOrDefault(aaguid) ?? new ModelDescription(aaguid, aaguid.ToString("D"), false, null, false, false, [], [], [], null);

    private static ModelDescription Describe(MetadataEntry entry) => new(
        entry.Aaguid, entry.Description.Length > 0 ? entry.Description : entry.Aaguid.ToString("D"), true,
        entry.Certification?.Replace("FIDO_CERTIFIED", "FIDO Certified", StringComparison.Ordinal).Replace("_", " ", StringComparison.Ordinal).Replace("plus", "+", StringComparison.Ordinal),
        entry.IsRevoked, entry.IsCompromised, [.. entry.Reports.Select(report => report.Status)], entry.UserVerificationMethods, entry.Transports, entry.Icon);
}
