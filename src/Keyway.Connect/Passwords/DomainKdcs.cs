using Keyway.ActiveDirectory.Locator;
using Keyway.Errors;
using Keyway.Kerberos.Exchange;

namespace Keyway.Connect.Passwords;

/// <summary>The domain controllers that answer, best first: looked for every few minutes, and again when one failed. Thread-safe.</summary>
internal sealed class DomainKdcs(string domain, LocatorOptions options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private readonly LocatorOptions _options = options with { RequireKdc = true };
    private readonly SemaphoreSlim _one = new(1);
    private IReadOnlyList<KdcEndpoint> _known = [];
    private DateTimeOffset _goodUntil;

    public async Task<Result<IReadOnlyList<KdcEndpoint>>> GetAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (time.GetUtcNow() < _goodUntil)
                return _known.ToArray();
            if (!(await new DomainControllerLocator().LocateAsync(domain, _options, cancellationToken)).TryGet(out var found, out var refusal))
                return refusal;
            _known = [.. found.Select(domainController => new KdcEndpoint(domainController.HostName, domainController.Address))];
            _goodUntil = time.GetUtcNow() + Fresh;
            return _known.ToArray();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>One of them failed: the next check looks anew.</summary>
    public void Forget() => _goodUntil = DateTimeOffset.MinValue;

    public void Dispose() => _one.Dispose();
}
