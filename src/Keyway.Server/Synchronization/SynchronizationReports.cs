using Keyway.Contracts.Provisioning;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Audit;
using Keyway.Server.Devices;
using Keyway.Server.Storage;

namespace Keyway.Server.Synchronization;

/// <summary>
/// Takes in what each domain's sync says of its cycles, and notices when an announced report does not come: a domain that stands still
/// looks like one in which nothing happens. It is said once in log and audit, and by <c>/health</c> until the next report. Tickets are minted on:
/// a service that is down for a night must not lock everybody out, and the domain controller refuses by the domain as it is.
/// </summary>
internal sealed partial class SynchronizationReports(Store store, DurableWriter writer, AuditLog audit, TimeProvider time, ILogger<SynchronizationReports> log)
{
    private const int LongestNextSeconds = 7 * 24 * 3600;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>True when any domain's service stands still, or its last cycle did not succeed.</summary>
    public bool IsAnyTroubled => store.Read(session => SynchronizationTable.IsAnyTroubled(session, time.GetUtcNow()));

    /// <summary>What the sync of a domain said last, or null.</summary>
    /// <param name="domain">Lower case.</param>
    public DomainSynchronization? Find(string domain) => store.Read(session => SynchronizationTable.Find(session, domain));

    /// <summary>Stores a report.</summary>
    /// <param name="domain">Of the address, lower case; that the sender may write it has been checked.</param>
    /// <returns>The state now; KW2540, KW2541 or KW2542.</returns>
    public async Task<Result<SynchronizationState>> PutAsync(string domain, SynchronizationReport report, Guid? actor, CancellationToken cancellation)
    {
        if (!IsWellFormed(report))
            return Catalogue.Provisioning.SyncReportMalformed;
        var now = time.GetUtcNow();
        if (report.CompletedOn > now + ClockSkew)
            return Catalogue.Provisioning.SyncReportFromTheFuture;

        DomainSynchronization? before = null;
        DomainSynchronization? after = null;
        var written = await writer.WriteAsync<SynchronizationState>(
            session =>
            {
                before = SynchronizationTable.Find(session, domain);
                if (report.CompletedOn < before?.Report.CompletedOn)
                    return Catalogue.Provisioning.SyncReportStale;
                after = Next(domain, report, before, now);
                SynchronizationTable.Put(session, after);
                Audit(session, before, after, actor, now);
                return State(session, domain, after, now);
            },
            cancellation);
        if (written.Succeeded)
            Log(before, after!, now);
        return written;
    }

    /// <summary>The state of a domain; null when nothing was ever synced or reported from it.</summary>
    /// <param name="domain">Lower case.</param>
    public SynchronizationState? State(string domain) => store.Read(session =>
    {
        var known = SynchronizationTable.Find(session, domain);
        return known is null && !AccountDirectory.IsSynced(session, domain) ? null : State(session, domain, known, time.GetUtcNow());
    });

    /// <summary>Every domain that reported.</summary>
    public List<SynchronizationState> All() => store.Read(session =>
        SynchronizationTable.All(session).ConvertAll(known => State(session, known.Domain, known, time.GetUtcNow())));

    /// <summary>Forgets the reports of a domain whose service was given up, so that nobody waits for them; its people stay.</summary>
    /// <returns>KW2544 when there are none.</returns>
    public Task<Result<string>> ForgetAsync(string domain, Guid? actor, CancellationToken cancellation) => writer.WriteAsync<string>(
        session =>
        {
            if (!SynchronizationTable.Delete(session, domain))
                return Catalogue.Provisioning.SyncUnknown;
            audit.Append(session, AuditActivity.SynchronizationForgotten, actor, null, ("domain", domain));
            return domain;
        },
        cancellation);

    /// <summary>Says of each domain that has become overdue that it is; once, whoever of several servers looks first.</summary>
    internal async Task SayOverdueAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (store.Read(session => SynchronizationTable.Overdue(session, now)).Count == 0)
            return;
        var written = await writer.WriteAsync<List<DomainSynchronization>>(
            session =>
            {
                var overdue = SynchronizationTable.Overdue(session, now);
                foreach (var known in overdue)
                {
                    SynchronizationTable.Put(session, known with { OverdueSaid = true });
                    audit.Append(session, AuditActivity.SynchronizationOverdue, null, null, ("domain", known.Domain), ("dueOn", known.DueOn!.Value.ToString("O")));
                }

                return overdue;
            },
            cancellation);
        if (!written.TryGet(out var said, out var refusal))
        {
            LogSkipped(refusal.Code);
            return;
        }

        foreach (var known in said)
            LogOverdue(known.Domain, known.DueOn!.Value, known.LastSuccessOn);
    }

    // A run by hand does not speak for the service: what that one announced stays due.
    private static DomainSynchronization Next(string domain, SynchronizationReport report, DomainSynchronization? before, DateTimeOffset now) => new(
        domain, report, now, report.Outcome == "succeeded" ? report.CompletedOn : before?.LastSuccessOn,
        report.NextWithinSeconds is { } seconds ? now.AddSeconds(seconds) : before?.DueOn,
        report.Outcome is "failed" or "guarded", OverdueSaid: report.NextWithinSeconds is null && before is { OverdueSaid: true });

    private static bool IsWellFormed(SynchronizationReport report) =>
        report.Kind is "full" or "delta"
        && report.Outcome is "succeeded" or "partial" or "guarded" or "failed"
        && report.StartedOn <= report.CompletedOn
        && report is { Created: >= 0, Updated: >= 0, Deleted: >= 0, Refused: >= 0, NextWithinSeconds: null or (>= 1 and <= LongestNextSeconds) }
        && (report.Error is null || (report.Error is ['K', 'W', .. { Length: 4 } number] && number.All(char.IsAsciiDigit)));

    private static SynchronizationState State(StoreSession session, string domain, DomainSynchronization? known, DateTimeOffset now)
    {
        var (users, deleted) = DirectoryUsers.CountOf(session, domain);
        return new SynchronizationState(
            domain, users, DirectoryGroups.CountOf(session, domain), HybridDevices.Count(session, domain), deleted, known is not null && known.IsOverdue(now), known?.LastSuccessOn, known?.Report);
    }

    // Each cycle reports; a record is worth only what is new.
    private void Audit(StoreSession session, DomainSynchronization? before, DomainSynchronization after, Guid? actor, DateTimeOffset now)
    {
        if (after.IsStopped && before?.Report.Outcome != after.Report.Outcome)
        {
            audit.Append(
                session, AuditActivity.SynchronizationStopped, actor, null, ("domain", after.Domain), ("outcome", after.Report.Outcome), ("error", after.Report.Error ?? ""));
        }
        else if (IsTroubled(before, now) && !IsTroubled(after, now))
        {
            audit.Append(session, AuditActivity.SynchronizationResumed, actor, null, ("domain", after.Domain));
        }
    }

    private void Log(DomainSynchronization? before, DomainSynchronization after, DateTimeOffset now)
    {
        if (after.IsStopped && before?.Report.Outcome != after.Report.Outcome)
            LogStopped(after.Domain, after.Report.Outcome, after.Report.Error);
        else if (IsTroubled(before, now) && !IsTroubled(after, now))
            LogResumed(after.Domain);
    }

    private static bool IsTroubled(DomainSynchronization? known, DateTimeOffset now) => known is not null && (known.IsStopped || known.IsOverdue(now));

    [LoggerMessage(2545, LogLevel.Warning, "KW2545 The synchronisation of {Domain} stands still: its report was due on {DueOn:u}, the last success was {LastSuccessOn:u}")]
    private partial void LogOverdue(string domain, DateTimeOffset dueOn, DateTimeOffset? lastSuccessOn);

    [LoggerMessage(2546, LogLevel.Warning, "KW2546 The synchronisation of {Domain} did not succeed: {Outcome} {Error}")]
    private partial void LogStopped(string domain, string outcome, string? error);

    [LoggerMessage(LogLevel.Information, "The synchronisation of {Domain} goes on")]
    private partial void LogResumed(string domain);

    [LoggerMessage(LogLevel.Warning, "{Code} That a synchronisation is overdue could not be recorded; it will be tried again")]
    private partial void LogSkipped(string code);
}
