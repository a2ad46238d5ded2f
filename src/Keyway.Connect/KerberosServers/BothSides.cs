using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.Domain;
using Keyway.Connect.IdentityServer;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary>
/// A domain and an identity server, both signed in: opened before anything changes, because most of what can refuse does so there. The server is left
/// out at a site that has no line to it.
/// </summary>
internal sealed class BothSides : IDisposable
{
    private readonly ServerSession? _server;
    private readonly DomainSideContext _context;

    private BothSides(DomainSideContext context, DomainSession domain, ServerSession? server, TimeSpan? domainOffset)
    {
        _context = context;
        _server = server;
        Domain = domain;
        Objects = new KerberosServerObjects(domain.Connection, context.Time);
        DomainOffset = domainOffset;
    }

    public DomainSession Domain { get; }

    public KerberosServerObjects Objects { get; }

    /// <summary>Not for the domain's side alone.</summary>
    public KerberosServerApi Api => new(_server ?? throw new InvalidOperationException("The identity server was left out."));

    public bool HasServer => _server is not null;

    /// <summary>The domain controller's clock less this computer's, when it was opened; null when it did not say.</summary>
    public TimeSpan? DomainOffset { get; }

    /// <summary>The steps <i>Find a domain controller</i>, <i>Sign in to the domain</i>, <i>Sign in to the identity server</i>.</summary>
    public static async Task<Result<BothSides>> OpenAsync(DomainSideContext context, ServerAccess? access, CancellationToken cancellationToken)
    {
        if (!(await DomainSession.OpenAsync(context.Domain, context.Steps, cancellationToken)).TryGet(out var domain, out var refusal))
            return refusal;
        var offset = domain.Connection.RootDse.CurrentTime - context.Time.GetUtcNow();
        if (access is null)
            return new BothSides(context, domain, null, offset);
        if ((await ServerSession.OpenAsync(access, context.Steps, context.Time, cancellationToken)).TryGet(out var server, out refusal))
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
        if (!HasServer)
            return new SideComparison(domain, ServerSide.Nothing);
        var there = await _context.Steps.RunAsync("Read the server's side", () => Api.ReadAsync(_context.Domain.DnsName, _context.Name, cancellationToken), side => Words(side));
        return there.TryGet(out var server, out refusal) ? new SideComparison(domain, server) : refusal;
    }

    public void Dispose()
    {
        _server?.Dispose();
        Domain.Dispose();
    }

    private static string Words(ServerSide side) => side.State is { } state ? $"number {state.CloudId}, key version {state.CloudKeyVersion}" : "nothing";
}
