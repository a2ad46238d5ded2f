using Keyway.Connect.CommandLine;
using Keyway.Connect.Domain;
using Keyway.Connect.Drift;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.Synchronization;

/// <summary>
/// <c>sync</c>: reads both sides whole, and writes the difference by SCIM bulk. Run again it writes nothing. At its end every Kerberos server
/// of the domain is verified, whose findings undo nothing.
/// </summary>
/// <param name="rotationDays">A key older than this is a finding.</param>
internal sealed class SyncJourney(DomainAccess domainAccess, ServerAccess serverAccess, int rotationDays, StepLog steps, TimeProvider time)
{
    private readonly string _attempt = $"sync {domainAccess.DnsName}";

    public async Task<Report> RunAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        if (!(await DomainSession.OpenAsync(domainAccess, steps, cancellationToken)).TryGet(out var domain, out var refusal))
            return Failed(refusal);
        using var openDomain = domain;
        if (!(await ServerSession.OpenAsync(serverAccess, steps, time, cancellationToken)).TryGet(out var server, out refusal))
            return Failed(refusal);
        using var openServer = server;
        var api = new ScimApi(server);

        var fromDomain = await steps.RunAsync("Read the domain", () => new DirectoryReading(domain.Connection).ReadAsync(domainAccess.DnsName, cancellationToken), state => $"{Counted.Of(state.Users.Count, "user")}, {Counted.Of(state.Groups.Count, "group")}");
        if (!fromDomain.TryGet(out var directory, out refusal))
            return Failed(refusal);
        var fromServer = await steps.RunAsync("Read the identity server", () => new ServerReading(api).ReadAsync(domainAccess.DnsName, cancellationToken), state => $"{Counted.Of(state.Users.Count, "user")}, {Counted.Of(state.Groups.Count, "group")} of this domain");
        if (!fromServer.TryGet(out var held, out refusal))
            return Failed(refusal);

        var compared = await steps.RunAsync("Compare", () => Task.FromResult<Result<SyncPlan>>(SyncPlan.Between(directory, held)), found => found.Summary);
        if (!compared.TryGet(out var plan, out refusal))
            return Failed(refusal);
        if (plan.Changes.Count == 0)
            return await VerifyAsync(SyncReport.Of(_attempt, plan, new SyncTally(), time.GetElapsedTime(start)), domain, server, cancellationToken);

        var written = await steps.RunAsync("Write to the identity server", () => WriteAsync(api, plan, cancellationToken), Describe);
        return written.TryGet(out var tally, out refusal)
            ? await VerifyAsync(SyncReport.Of(_attempt, plan, tally, time.GetElapsedTime(start)), domain, server, cancellationToken)
            : Failed(refusal);
    }

    private Task<Report> VerifyAsync(Report report, DomainSession domain, ServerSession server, CancellationToken cancellationToken)
    {
        var api = new KerberosServerApi(server);
        return new SyncedServersCheck(new DriftCheck(domain.Connection, api, rotationDays, reports: true, steps, time), api).RunAsync(report, domainAccess.DnsName, cancellationToken);
    }

    private async Task<Result<SyncTally>> WriteAsync(ScimApi api, SyncPlan plan, CancellationToken cancellationToken)
    {
        if (!(await api.ReadLimitsAsync(cancellationToken)).TryGet(out var limits, out var refusal))
            return refusal;
        return await WriteProgress.ShowAsync(steps.Interactive, plan.Changes.Count, progress => new BulkWriter(operations => api.WriteAsync(operations, cancellationToken), limits, progress).WriteAsync(plan));
    }

    private static string Describe(SyncTally tally) =>
        $"{Counted.Of(tally.Answered - tally.Refused.Count, "change")} made in {Counted.Of(tally.Requests, "request")}"
        + (tally.Refused.Count > 0 ? $", {tally.Refused.Count} refused" : "")
        + (tally.Stopped is { } stopped ? $", stopped by {stopped.Code}" : "");

    private Report Failed(Refusal refusal) => Report.Of(new Failure(_attempt, refusal));
}
