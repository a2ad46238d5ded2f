using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;
using Keyway.Fido2.Attestation;
using Keyway.Server.Hosting;
using Keyway.Server.SecurityInfo;
using Keyway.Server.Storage;

namespace Keyway.Server.Metadata;

/// <summary>
/// The models of security keys as the imported metadata has them. A request reads the row's number (one page in memory) and looks up; only after an
/// import, by whichever process, is the BLOB read again.
/// </summary>
internal sealed partial class AuthenticatorModels(Store store, ServerOptions options, ILogger<AuthenticatorModels> log)
{
    private readonly Lock _reading = new();
    private readonly IReadOnlyList<X509Certificate2> _forEveryModel = AttestationRootFiles.Load(options);
    private volatile ModelCatalogue? _known;

    /// <summary>The BLOB's number; null before any import.</summary>
    public int? Number => Current.Number is > 0 and var number ? number : null;

    /// <summary>By when a newer BLOB is due; null before any import.</summary>
    public DateOnly? NextUpdate => Current.NextUpdate;

    /// <summary>Every model that metadata knows.</summary>
    public IReadOnlyList<ModelDescription> All => Current.All;

    /// <summary>What attestation must chain to: the operator's roots for every model, an entry's for its own.</summary>
    public AttestationTrustRoots Roots => Current.Roots;

    /// <summary>A model that nobody described goes by its AAGUID.</summary>
    public ModelDescription Of(Guid aaguid) => Current.Of(aaguid);

    private ModelCatalogue Current
    {
        get
        {
            var number = store.Read(StoredMetadata.NumberIn);
            return _known is { } known && known.Number == number ? known : Read(number);
        }
    }

    private ModelCatalogue Read(int number)
    {
        lock (_reading)
        {
            if (_known is { } known && known.Number >= number)
                return known;
            var stored = store.Read(StoredMetadata.Find);
            if (stored is null)
                return _known = new ModelCatalogue(null, _forEveryModel);
            // A row that does not verify any more was changed behind the server's back: no model is known by it, and none is waved through.
            return stored.Verify().TryGet(out var blob, out var refusal) ? _known = new ModelCatalogue(blob, _forEveryModel) : throw Fault(refusal);
        }
    }

    private ServerFaultException Fault(Refusal refusal)
    {
        LogUnfit(refusal.ToString());
        return new ServerFaultException(refusal);
    }

    [LoggerMessage(LogLevel.Error, "The stored metadata of security keys does not verify: {Reason}")]
    private partial void LogUnfit(string reason);
}
