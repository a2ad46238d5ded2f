using Keyway.ActiveDirectory.Locator;
using Keyway.Errors;
using Keyway.Kerberos;
using Keyway.Kerberos.Exchange;

namespace Keyway.Device.SignIn;

/// <summary>The journey's step <i>Exchange</i>: a writable domain controller gives a full TGT for the partial one; the next one is tried when one does not answer.</summary>
internal sealed class DomainExchange(DomainSearch search, TimeProvider time)
{
    /// <summary>The writable domain controllers of a realm that answer, the best one first.</summary>
    public async Task<Result<IReadOnlyList<DomainController>>> LocateAsync(string realm, CancellationToken cancellationToken)
    {
        if (search is { KeyList: true, KeyListControllers.Count: > 0 })
        {
            var companions = await LocateAsync(realm, search.KeyListControllers, cancellationToken);
            if (companions.Succeeded)
                return companions;
        }

        return await LocateAsync(realm, search.DomainControllers, cancellationToken);
    }

    private Task<Result<IReadOnlyList<DomainController>>> LocateAsync(string realm, IReadOnlyList<string> hosts, CancellationToken cancellationToken) => new DomainControllerLocator().LocateAsync(
        realm.ToLowerInvariant(), new LocatorOptions { DnsServer = search.NameServer, RequireWritable = true, RequireKdc = true, Hosts = hosts }, cancellationToken);

    /// <summary>Finds the ticket's domain and exchanges the ticket there.</summary>
    /// <returns>The full TGT and the domain controller that was asked first.</returns>
    public async Task<Result<ExchangedTicket>> RunAsync(HeldTicket partial, CancellationToken cancellationToken)
    {
        if (!(await LocateAsync(partial.ClientRealm, cancellationToken)).TryGet(out var controllers, out var refusal))
            return refusal;

        var exchanged = await new FullTicketExchange(new KdcTransport(), time).ExchangeAsync(
            partial,
            [.. controllers.Select(controller => new KdcEndpoint(controller.HostName, controller.Address))],
            new FullTicketOptions { KeyListRequest = search.KeyList },
            cancellationToken);
        return exchanged.TryGet(out var full, out refusal) ? new ExchangedTicket(full, controllers[0]) : refusal;
    }
}
