using System.Net;
using System.Net.Sockets;
using Keyway.ActiveDirectory.Dns;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Locator;

/// <summary>Finds the domain controllers of a domain: DNS SRV records, then a netlogon ping to each ([MS-ADTS] 6.3.6).</summary>
public sealed class DomainControllerLocator
{
    // More than one domain needs; a hostile DNS answer may list thousands.
    private const int MaximumCandidates = 64;

    private readonly Func<IReadOnlyList<IPEndPoint>> _systemServers;

    public DomainControllerLocator()
        : this(ResolverConfiguration.Read)
    {
    }

    internal DomainControllerLocator(Func<IReadOnlyList<IPEndPoint>> systemServers) => _systemServers = systemServers;

    /// <summary>
    /// The domain controllers of a domain, given by its DNS name, that answered and fit; best first, so that a caller can fail over from one to the next:
    /// those of the own site before others, writable before read-only, then in the order of DNS.
    /// </summary>
    public async Task<Result<IReadOnlyList<DomainController>>> LocateAsync(string domain, LocatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= LocatorOptions.Default;
        domain = domain.TrimEnd('.');
        if (!HostName.IsValid(domain))
            return new Refusal(Catalogue.ActiveDirectory.DomainNameInvalid, domain);

        var dns = new DnsClient(options.DnsServer is { } server ? [server] : _systemServers(), options.ReplyTimeout);
        var found = options.Hosts.Count > 0
            ? await GivenAsync(dns, options, cancellationToken).ConfigureAwait(false)
            : await ListedAsync(dns, domain, options.Site, cancellationToken).ConfigureAwait(false);
        if (!found.TryGet(out var candidates, out var refusal))
            return refusal;

        var search = new Search(new Pinger(options.PingPort, options.ReplyTimeout), domain, options);
        await search.PingAsync(candidates, cancellationToken).ConfigureAwait(false);

        // Only a domain controller knows which site we are in; the DNS list of that site may name others than the list of all.
        if (options.Hosts.Count == 0 && options.Site is null && search.OwnSite is { } site && !search.HasOwnSite
            && (await ListedAsync(dns, domain, site, cancellationToken).ConfigureAwait(false)).TryGet(out var near, out _))
            await search.PingAsync(near, cancellationToken).ConfigureAwait(false);

        return search.Choose();
    }

    private static async Task<Result<List<Candidate>>> ListedAsync(DnsClient dns, string domain, string? site, CancellationToken cancellationToken)
    {
        var suffix = $"dc._msdcs.{domain}";
        string[] names = site is not null && HostName.IsValid(site) ? [$"_ldap._tcp.{site}._sites.{suffix}", $"_ldap._tcp.{suffix}"] : [$"_ldap._tcp.{suffix}"];
        var candidates = new List<Candidate>();
        foreach (var name in names)
        {
            if (!(await dns.ServicesAsync(name, cancellationToken).ConfigureAwait(false)).TryGet(out var services, out var refusal))
                return refusal;

            // DNS is not authenticated: a host outside of the domain could carry a certificate that is good for its own name.
            foreach (var service in services.Where(service => HostName.IsWithin(service.Host, domain)).Take(MaximumCandidates - candidates.Count))
            {
                if (candidates.Any(candidate => service.Host.Equals(candidate.Host, StringComparison.OrdinalIgnoreCase)))
                    continue;
                if (!(await AddressesAsync(dns, service, cancellationToken).ConfigureAwait(false)).TryGet(out var addresses, out refusal))
                    return refusal;
                candidates.Add(new Candidate(service.Host, addresses));
            }
        }

        return candidates.Count > 0 ? candidates : new Refusal(Catalogue.ActiveDirectory.DomainUnknown, domain);
    }

    private static async Task<Result<IReadOnlyList<IPAddress>>> AddressesAsync(DnsClient dns, ServiceTarget service, CancellationToken cancellationToken) =>
        service.Addresses.Count > 0 ? service.Addresses.ToList() : await dns.AddressesAsync(service.Host, cancellationToken).ConfigureAwait(false);

    private static async Task<Result<List<Candidate>>> GivenAsync(DnsClient dns, LocatorOptions options, CancellationToken cancellationToken)
    {
        var candidates = new List<Candidate>();
        foreach (var given in options.Hosts)
        {
            var parts = given.Split('=', 2);
            var host = parts[0].TrimEnd('.');
            if (IPAddress.TryParse(parts[^1], out var address))
            {
                if (parts.Length == 2 && !HostName.IsValid(host))
                    return new Refusal(Catalogue.ActiveDirectory.HostUnusable, given);
                candidates.Add(new Candidate(parts.Length == 2 ? host : null, [address]));
                continue;
            }

            if (parts.Length == 2 || !HostName.IsValid(host))
                return new Refusal(Catalogue.ActiveDirectory.HostUnusable, given);
            candidates.Add(new Candidate(host, await ResolveAsync(dns, host, options.DnsServer is not null, cancellationToken).ConfigureAwait(false)));
        }

        return candidates;
    }

    // Without a DNS server of our own choice the system decides, so that /etc/hosts counts.
    private static async Task<IReadOnlyList<IPAddress>> ResolveAsync(DnsClient dns, string host, bool byDns, CancellationToken cancellationToken)
    {
        if (byDns)
            return (await dns.AddressesAsync(host, cancellationToken).ConfigureAwait(false)).TryGet(out var addresses, out _) ? addresses : [];

        try
        {
            return await System.Net.Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            return [];
        }
    }
}
