using Keyway.Device.IdentityServer;
using Keyway.Device.Joining.Hybrid;
using Keyway.Device.State;

namespace Keyway.Device.Status;

/// <summary>Makes the tests of <c>keyway status</c>: real ones, each within seconds, none with an effect.</summary>
/// <param name="state">The device state.</param>
/// <param name="signIn">Signs in to the domain of this computer.</param>
internal sealed class StatusTests(DeviceState state, ComputerSignIn signIn)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>What the tests say.</summary>
    public async Task<Diagnostics> RunAsync(CancellationToken cancellationToken)
    {
        if (state.ReadDescription().Succeeded)
            return await AskServerAsync(cancellationToken);
        if (!signIn.ReadAccount().TryGet(out _, out var refusal))
            return Diagnostics.Offline;
        if (!(await signIn.OpenAsync(cancellationToken)).TryGet(out var session, out refusal))
            return Diagnostics.Offline with { DomainConnectivity = new Probe(true, refusal) };
        using (session)
        {
            var connected = Diagnostics.Offline with { DomainConnectivity = new Probe(true) };
            if (!(await ConnectionPointSearch.ReadAsync(session, cancellationToken)).TryGet(out var point, out refusal))
                return connected with { DomainConfiguration = new Probe(true, refusal) };
            connected = connected with { DomainConfiguration = new Probe(true) };
            var search = new ConnectionPointSearch(null, null);
            if (!search.Address(point).TryGet(out var address, out refusal) || !(await search.TrustAsync(point, address, cancellationToken)).TryGet(out var trust, out refusal))
                return connected with { Discovery = new Probe(true, refusal) };
            using var server = new IdentityServerClient(address, trust, Guid.NewGuid(), Patience);
            if (!(await server.DiscoverAsync(cancellationToken)).TryGet(out var tenant, out refusal))
                return connected with { Discovery = new Probe(true, refusal) };
            connected = connected with { Discovery = new Probe(true) };
            return connected with { Connectivity = new Probe(true, await server.GetNonceAsync(tenant.TenantInfo.TenantId.ToString(), cancellationToken) is { Succeeded: false } refused ? refused.Refusal : null) };
        }
    }

    private async Task<Diagnostics> AskServerAsync(CancellationToken cancellationToken)
    {
        if (!state.ReadJoined().TryGet(out var joined, out var refusal))
            return Diagnostics.OfJoined(refusal);
        using (joined)
        {
            if (!DeviceServiceClient.Open(joined, Patience).TryGet(out var server, out refusal))
                return Diagnostics.OfJoined(refusal);
            using (server)
                return Diagnostics.OfJoined(await server.CheckStandingAsync(cancellationToken));
        }
    }
}
