using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.Domain;
using Keyway.Connect.IdentityServer;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary>A domain and an identity server, both signed in: opened before anything changes, because most of what can refuse does so there.</summary>
internal sealed class BothSides : IDisposable
{
    private readonly ServerSession _server;
    private readonly KerberosServerContext _context;

    private BothSides(KerberosServerContext context, DomainSession domain, ServerSession server, TimeSpan? domainOffset)
    {
        _context = context;
        _server = server;
        Domain = domain;
        Objects = new KerberosServerObjects(domain.Connection, context.Time);
        Api = new KerberosServerApi(server);
        DomainOffset = domainOffset;
    }

    public DomainSession Domain { get; }

    public KerberosServerObjects Objects { get; }

    public KerberosServerApi Api { get; }

    /// <summary>The domain controller's clock less this computer's, when it was opened; null when it did not say.</summary>
    public TimeSpan? DomainOffset { get; }

    /// <summary>The steps <i>Find a domain controller</i>, <i>Sign in to the domain</i>, <i>Sign in to the identity server</i>.</summary>
    public static async Task<Result<BothSides>> OpenAsync(KerberosServerContext context, CancellationToken cancellationToken)
    {
        if (!(await DomainSession.OpenAsync(context.Domain, context.Steps, cancellationToken)).TryGet(out var domain, out var refusal))
            return refusal;
        var offset = domain.Connection.RootDse.CurrentTime - context.Time.GetUtcNow();
        if ((await ServerSession.OpenAsync(context.Server, context.Steps, context.Time, cancellationToken)).TryGet(out var server, out refusal))
            return new BothSides(context, domain, server, offset);
        domain.Dispose();
        return refusal;
    }

    /// <summary>The steps <i>Read the domain's side</i> and <i>Read the server's side</i>.</summary>
    public async Task<Result<SideComparison>> CompareAsync(CancellationToken cancellationToken)
    {
        var here = await _context.Steps.RunAsync("Read the domain's side", () => DomainSide.ReadAsync(Objects, _context.Name, cancellationToken), side => side.Words);
        if (!here.TryGet(out var domain, out var refusal))
            return refusal;
        var there = await _context.Steps.RunAsync("Read the server's side", () => Api.ReadAsync(_context.Domain.DnsName, _context.Name, cancellationToken), side => Words(side));
        return there.TryGet(out var server, out refusal) ? new SideComparison(domain, server) : refusal;
    }

    public void Dispose()
    {
        _server.Dispose();
        Domain.Dispose();
    }

    private static string Words(ServerSide side) => side.State is { } state ? $"number {state.CloudId}, key version {state.CloudKeyVersion}" : "nothing";
}
