using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.IdentityServer;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary>The steps <i>Read the domain's side</i> and <i>Read the server's side</i>.</summary>
internal sealed class ComparisonSteps(KerberosServerContext context)
{
    public async Task<Result<SideComparison>> RunAsync(KerberosServerObjects objects, KerberosServerApi api, CancellationToken cancellationToken)
    {
        var here = await context.Steps.RunAsync("Read the domain's side", () => DomainSide.ReadAsync(objects, context.Name, cancellationToken), Describe);
        if (!here.TryGet(out var domain, out var refusal))
            return refusal;
        var there = await context.Steps.RunAsync("Read the server's side", () => api.ReadAsync(context.Domain.DnsName, context.Name, cancellationToken), Describe);
        return there.TryGet(out var server, out refusal) ? new SideComparison(domain, server) : refusal;
    }

    private static string Describe(DomainSide side) => side switch
    {
        { Server: { } server } => $"number {server.Id}, key version {server.KeyVersion}",
        { Incomplete: not null } => "incomplete",
        _ => "nothing",
    };

    private static string Describe(ServerSide side) => side.State is { } state ? $"number {state.CloudId}, key version {state.CloudKeyVersion}" : "nothing";
}
