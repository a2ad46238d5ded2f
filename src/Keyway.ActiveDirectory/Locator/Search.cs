using System.Globalization;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Locator;

/// <summary>What one search has found so far.</summary>
internal sealed class Search(Pinger pinger, string domain, LocatorOptions options)
{
    private readonly List<DomainController> _answered = [];
    private readonly List<string> _lacking = [];
    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The site that was given, or that a domain controller reckons we are in.</summary>
    public string? OwnSite => options.Site ?? _answered.Select(dc => dc.ClientSite).FirstOrDefault(site => site is not null);

    public bool HasOwnSite => _answered.Any(dc => IsNear(dc) && Lacks(dc) is null);

    /// <summary>Pings all that were not pinged yet, at once.</summary>
    public async Task PingAsync(IEnumerable<Candidate> candidates, CancellationToken cancellationToken)
    {
        var pings = candidates
            .Where(candidate => _asked.Add(candidate.ToString()))
            .Select(candidate => pinger.PingAsync(candidate, domain, cancellationToken))
            .ToList();
        foreach (var result in await Task.WhenAll(pings).ConfigureAwait(false))
        {
            if (result.TryGet(out var dc, out var refusal))
                _answered.Add(dc);
            else
                _lacking.Add(refusal.Detail ?? refusal.Code);
        }
    }

    public Result<IReadOnlyList<DomainController>> Choose()
    {
        var fitting = _answered.Where(dc => Lacks(dc) is null)
            .OrderByDescending(IsNear)
            .ThenByDescending(dc => dc.IsWritable)
            .ToList();
        if (fitting.Count > 0)
            return fitting;

        var reasons = _answered.Select(dc => $"{dc.HostName} {Lacks(dc)}").Concat(_lacking).Take(8);
        return new Refusal(Catalogue.ActiveDirectory.NoDomainController, string.Create(CultureInfo.InvariantCulture, $"{domain}: {string.Join("; ", reasons)}"));
    }

    private bool IsNear(DomainController dc) =>
        options.Site is { } site
            ? site.Equals(dc.DcSite, StringComparison.OrdinalIgnoreCase)
            : dc.Flags.HasFlag(DomainControllerFlags.Closest) || (dc.DcSite is not null && dc.DcSite.Equals(dc.ClientSite, StringComparison.OrdinalIgnoreCase));

    private string? Lacks(DomainController dc) =>
        options.RequireWritable && !dc.IsWritable ? "is read-only"
        : options.RequireKdc && !dc.Flags.HasFlag(DomainControllerFlags.Kdc) ? "runs no KDC"
        : options.RequireKeyList && !dc.Flags.HasFlag(DomainControllerFlags.KeyList) ? "answers no key list requests"
        : null;
}
