using Keyway.Errors;

namespace Keyway.ActiveDirectory.Locator;

/// <summary>Finds the domain controllers of a domain: DNS SRV records, then a netlogon ping to each ([MS-ADTS] 6.3.6).</summary>
public sealed class DomainControllerLocator
{
    /// <summary>Those domain controllers of a domain, given by its DNS name, that answered and fit, best first: own site before others, so that a caller can fail over from one to the next.</summary>
    public Task<Result<IReadOnlyList<DomainController>>> LocateAsync(string domain, LocatorOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();
}
