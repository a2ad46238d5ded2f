using Keyway.ActiveDirectory.Reading;
using Keyway.Connect.CommandLine;
using Keyway.Connect.Domain;
using Keyway.Connect.Drift;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.State;
using Keyway.Connect.Terminal;
using Keyway.Errors;
using Microsoft.Data.Sqlite;

namespace Keyway.Connect.Synchronization;

/// <summary>One cycle from its sign-ins to its report: both sides opened, the changes written, the server told, the domain's Kerberos servers verified.</summary>
/// <param name="folder">Held.</param>
/// <param name="progress">Where a person sees how far the writing is.</param>
internal sealed class SyncRun(SyncSettings settings, StateFolder folder, DeletionGuard guard, WriteProgress progress, StepLog steps, TimeProvider time)
{
    private readonly DateTimeOffset _startedOn = WholeSeconds(time.GetUtcNow());
    private readonly long _start = time.GetTimestamp();

    /// <param name="nextWithin">When a service runs: after how long its next report is due; null after a run by hand.</param>
    /// <param name="mostAge">A last full reconcile older than this is repeated; null for never.</param>
    /// <param name="stop">Ends the cycle after the batch that is under way.</param>
    public async Task<CycleEnd> RunAsync(TimeSpan? nextWithin, TimeSpan? mostAge, CancellationToken stop)
    {
        if (!(await DomainSession.OpenAsync(settings.Domain, steps, stop)).TryGet(out var domain, out var refusal))
        {
            if (nextWithin is not null)
                await TellFailureAsync(refusal, nextWithin, stop);
            return Failed(refusal);
        }

        using var openDomain = domain;
        if (!(await ServerSession.OpenAsync(settings.Server, steps, time, stop)).TryGet(out var server, out refusal))
            return Failed(refusal);
        using var openServer = server;
        var reports = new ScimApiReports(server, settings.Domain.DnsName);
        if (!(await steps.RunAsync("Look what is to be synced", () => LookAsync(domain, server, stop), found => found.Words)).TryGet(out var place, out refusal))
        {
            await TellAsync(reports, null, refusal, nextWithin, null);
            return Failed(refusal);
        }

        if (!(await steps.RunAsync("Open the local state", () => Task.FromResult(folder.Open(place.Binding)), Describe)).TryGet(out var state, out refusal))
        {
            await TellAsync(reports, null, refusal, nextWithin, null);
            return Failed(refusal);
        }

        using var openState = state;
        return await CycleAsync(domain, server, reports, place, state, nextWithin, mostAge, stop);
    }

    private async Task<CycleEnd> CycleAsync(
        DomainSession domain, ServerSession server, ScimApiReports reports, SyncPlace place, SyncState state, TimeSpan? nextWithin, TimeSpan? mostAge, CancellationToken stop)
    {
        var api = new ScimApi(server);
        var written = await steps.RunAsync("Write the changes", () => WriteAsync(domain, api, reports, place, state, mostAge, stop), Describe);
        if (!written.TryGet(out var tally, out var refusal))
        {
            await TellAsync(reports, null, refusal, nextWithin, state);
            return Failed(refusal);
        }

        var report = SyncReport.Of(settings.Attempt, tally, time.GetElapsedTime(_start));
        await TellAsync(reports, tally, report.Failure?.Refusal, nextWithin, state);
        if (stop.IsCancellationRequested)
            return new CycleEnd(report, tally);
        var servers = new KerberosServerApi(server);
        var check = new SyncedServersCheck(new DriftCheck(domain.Connection, servers, settings.RotationDays, reports: true, steps, time), servers);
        return new CycleEnd(await check.RunAsync(report, settings.Domain.DnsName, stop), tally);
    }

    private async Task<Result<SyncPlace>> LookAsync(DomainSession domain, ServerSession server, CancellationToken stop)
    {
        if (!(await new DirectoryReader(domain.Connection).ReadDomainAsync(stop)).TryGet(out var facts, out var refusal))
            return refusal;
        if (!facts.DnsName.Equals(settings.Domain.DnsName, StringComparison.OrdinalIgnoreCase))
            return new Refusal(Catalogue.Connect.DomainDiffers, $"{facts.DnsName}, not {settings.Domain.DnsName}");
        if (!(await OwnAccount.ReadAsync(domain.Connection, stop)).TryGet(out var own, out refusal)
            || !(await new ScopeReading(domain.Connection).ReadAsync(settings.Scope, stop)).TryGet(out var scope, out refusal)
            || !(await new KerberosServerApi(server).ReadPublicationKeyAsync(stop)).TryGet(out var key, out refusal))
            return refusal;
        using var publicationKey = key;
        return new SyncPlace(facts, own, scope, new StateBinding(settings.Server.Address.ToString(), key.TenantId, facts.DnsName, scope.ToString()));
    }

    private async Task<Result<SyncTally>> WriteAsync(
        DomainSession domain, ScimApi api, ScimApiReports reports, SyncPlace place, SyncState state, TimeSpan? mostAge, CancellationToken stop)
    {
        if (!(await api.ReadLimitsAsync(stop)).TryGet(out var limits, out var refusal) || !(await reports.ReadAsync(stop)).TryGet(out var known, out refusal))
            return refusal;
        var reader = new DirectoryChangeReader(domain.Connection) { Except = place.Own.Anchor };
        var scopeReading = new ScopeReading(domain.Connection);
        try
        {
            var cycle = new SyncCycle(
                api, limits, state, place.Facts.DnsName, new PagePipeline(reader.ReadAsync, new DirectoryObjects(place.Facts)), place.Scope,
                token => scopeReading.MembersAsync(place.Scope.Group!, token), guard, progress.Tell, time, place.Own.Anchor);
            return await progress.ShowAsync(token => CountAsync(domain, token), () => cycle.RunAsync(WhyFull(state, known, mostAge), stop));
        }
        catch (SqliteException failure)
        {
            // What it held is at the server and in the domain; a full disk passes, damage does not.
            if (StateFolder.IsDamage(failure))
                folder.Reset();
            return new Refusal(Catalogue.Synchronization.StateUnusable, failure.Message);
        }
    }

    /// <summary>How much a read of the whole domain will show, asked on a connection of its own; null when that cannot be had.</summary>
    private async Task<int?> CountAsync(DomainSession domain, CancellationToken cancellationToken)
    {
        if (!(await domain.OpenAnotherAsync(settings.Domain, cancellationToken)).TryGet(out var another, out _))
            return null;
        using (another)
            return (await new DirectoryChangeReader(another.Connection).CountAsync(cancellationToken)).TryGet(out var count, out _) ? count : null;
    }

    private string? WhyFull(SyncState state, KnownSynchronization known, TimeSpan? mostAge)
    {
        if (settings.Full)
            return "it was asked for";
        if (mostAge is { } age && state.TimeFact(StateFact.FullOn) is { } last && time.GetUtcNow() - last >= age)
            return "the last full reconcile is a day old";

        // Another connector, or a server that was put back to an older state, makes the local state wrong.
        var (reported, reporting) = (state.TimeFact(StateFact.Reported), state.TimeFact(StateFact.Reporting));
        var there = known.State?.Last?.CompletedOn;
        return reported is not null && there != reported && there != reporting ? "the identity server heard another report last than this connector's" : null;
    }

    /// <summary>A report that does not arrive fails no cycle: the server will say that it is overdue.</summary>
    private async Task TellAsync(ScimApiReports reports, SyncTally? tally, Refusal? refusal, TimeSpan? nextWithin, SyncState? state)
    {
        var completedOn = WholeSeconds(time.GetUtcNow());
        var report = SyncReport.ForServer(tally, refusal, _startedOn, completedOn, nextWithin);
        state?.Write(() =>
        {
            state.Set(StateFact.Reporting, completedOn);
            state.Set(StateFact.CycleOn, completedOn);
        });
        var told = await steps.RunAsync("Report to the identity server", () => reports.WriteAsync(report, CancellationToken.None), taken => taken ? report.Outcome : "it keeps no such record");
        if (state is not null && told.TryGet(out var taken, out _) && taken)
            state.Write(() => state.Set(StateFact.Reported, completedOn));
    }

    private async Task TellFailureAsync(Refusal refusal, TimeSpan? nextWithin, CancellationToken stop)
    {
        if ((await ServerSession.OpenAsync(settings.Server, steps, time, stop)).TryGet(out var server, out _))
        {
            using var open = server;
            await TellAsync(new ScimApiReports(server, settings.Domain.DnsName), null, refusal, nextWithin, null);
        }
    }

    private static DateTimeOffset WholeSeconds(DateTimeOffset now) => DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());

    private static string Describe(SyncState state) => state.IsNew
        ? "none of this server, tenant, domain and scope"
        : state.TimeFact(StateFact.CycleOn) is { } last ? $"last cycle {last:yyyy-MM-dd HH:mm:ss} UTC" : "no cycle yet";

    private static string Describe(SyncTally tally) =>
        (tally.FullBecause is { } why ? $"everything compared, because {why}: " : "")
        + (tally.Changes == 0 ? "nothing to change" : $"{Counted.Of(tally.Changes, "change")} in {Counted.Of(tally.Requests, "request")}")
        + (tally.Refused.Count > 0 ? $", {tally.Refused.Count} refused" : "")
        + (tally.Stopped is { } stopped ? $", stopped by {stopped.Code}" : "");

    private CycleEnd Failed(Refusal refusal) => new(Report.Of(new Failure(settings.Attempt, refusal)), null);
}
