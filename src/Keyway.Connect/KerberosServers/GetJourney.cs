using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.CommandLine;
using Keyway.Connect.Domain;
using Keyway.Connect.IdentityServer;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary><c>kerberos-server get</c>: reads both sides and compares them. Writes nothing.</summary>
internal sealed class GetJourney(KerberosServerContext context)
{
    public async Task<Report> RunAsync(int? width, CancellationToken cancellationToken)
    {
        var result = await CompareAsync(cancellationToken);
        return result.TryGet(out var sides, out var refusal)
            ? ComparisonReport.Of(sides, $"find the same {context.Title} on both sides", width)
            : Report.Of(new Failure($"read the {context.Title}", refusal));
    }

    private async Task<Result<SideComparison>> CompareAsync(CancellationToken cancellationToken)
    {
        if (!(await DomainSession.OpenAsync(context.Domain, context.Steps, cancellationToken)).TryGet(out var domain, out var refusal))
            return refusal;
        using var openDomain = domain;
        if (!(await ServerSession.OpenAsync(context.Server, context.Steps, context.Time, cancellationToken)).TryGet(out var server, out refusal))
            return refusal;
        using var openServer = server;
        return await new ComparisonSteps(context).RunAsync(new KerberosServerObjects(domain.Connection, context.Time), new KerberosServerApi(server), cancellationToken);
    }
}
