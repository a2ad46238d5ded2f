using System.Text;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;
using Keyway.Server.Audit;
using Keyway.Server.Storage;
using Keyway.Server.Web;

namespace Keyway.Server.KerberosServers;

/// <summary>
/// Takes in what a domain's checks find. Which drift is dangerous decides the server (<see cref="DriftKinds.StopsMinting"/>); a stop holds from the
/// moment that the report is on the disk until a clean report or a later publication.
/// </summary>
internal sealed partial class DriftReports(DurableWriter writer, AuditLog audit, TimeProvider time, ILogger<DriftReports> log)
{
    private const int MostFindings = 64;
    private const int LongestDetail = 512;
    private const int MostInLog = 16;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>Stores a report about a living server.</summary>
    /// <param name="domain">Of the address, lower case; that the sender may write it has been checked.</param>
    /// <returns>The server as it stands now; KW2410, KW2422, KW2423, KW2425 or KW2426.</returns>
    public async Task<Result<KerberosServer>> PutAsync(string domain, string name, DriftReport report, Guid? actor, CancellationToken cancellation)
    {
        if (!IsWellFormed(report))
            return Catalogue.KerberosServers.DriftReportMalformed;
        if (report.CheckedOn > time.GetUtcNow() + ClockSkew)
            return Catalogue.KerberosServers.DriftFromTheFuture;

        KerberosServer? before = null;
        var written = await writer.WriteAsync(session => Put(session, domain, name, report, actor, out before), cancellation);
        if (written.TryGet(out var after, out _))
            Log(before!, after);
        return written;
    }

    /// <summary>The dangerous kinds of a report, for people.</summary>
    public static string Kinds(DriftReport? report) =>
        report is null ? "" : string.Join(", ", report.Findings.Select(finding => finding.Kind).Where(kind => kind.StopsMinting()).Distinct());

    private Result<KerberosServer> Put(StoreSession session, string domain, string name, DriftReport report, Guid? actor, out KerberosServer? before)
    {
        before = KerberosServerTable.Find(session, domain, name);
        if (before is not { IsRemoved: false })
            return Catalogue.KerberosServers.ServerNotFound;
        if (report.Version != before.Version)
            return Catalogue.KerberosServers.DriftOfOtherVersion;
        if (report.CheckedOn < before.Drift?.CheckedOn)
            return Catalogue.KerberosServers.DriftReportStale;

        var after = before with { Drift = report, IsStopped = report.Findings.Any(finding => finding.Kind.StopsMinting()) };
        KerberosServerTable.PutDrift(session, after);
        // Every cycle of the sync service reports: only what is new is worth a record.
        if (!SameFindings(before, after))
        {
            audit.Append(
                session, AuditActivity.KerberosServerDrift, actor, null, ("domain", domain), ("name", before.Name), ("minting", after.IsStopped ? "stopped" : "allowed"),
                ("findings", Text(report)));
        }

        return after;
    }

    private void Log(KerberosServer before, KerberosServer after)
    {
        if (after.IsStopped && !(before.IsStopped && SameFindings(before, after)))
            LogStopped(after.Domain, after.Name, Text(after.Drift!));
        else if (before.IsStopped && !after.IsStopped)
            LogResumed(log, after.Domain, after.Name);
        if (!after.IsStopped && after.Drift!.Findings.Count > 0 && !SameFindings(before, after))
            LogHarmless(after.Domain, after.Name, Text(after.Drift));
    }

    private static bool IsWellFormed(DriftReport report) =>
        report.Findings.Count <= MostFindings
        && report.Findings.All(finding => finding is not null && Enum.IsDefined(finding.Kind) && finding.Detail.Length <= LongestDetail && !finding.Detail.Any(char.IsControl));

    private static bool SameFindings(KerberosServer before, KerberosServer after) => (before.Drift?.Findings ?? []).SequenceEqual(after.Drift!.Findings);

    // The dangerous ones first; each on the one line of its event.
    private static string Text(DriftReport report)
    {
        var text = new StringBuilder();
        foreach (var finding in report.Findings.OrderByDescending(finding => finding.Kind.StopsMinting()).Take(MostInLog))
            text.Append(text.Length == 0 ? "" : "; ").Append(finding.Kind).Append(": ").Append(LogText.Of(finding.Detail));
        if (report.Findings.Count > MostInLog)
            text.Append("; and more");
        return text.ToString();
    }

    /// <summary>Also said when a publication ends the stop.</summary>
    [LoggerMessage(LogLevel.Information, "{Domain}/{Server} mints again")]
    public static partial void LogResumed(ILogger log, string domain, string server);

    [LoggerMessage(2421, LogLevel.Warning, "KW2421 {Domain}/{Server} mints nothing until its drift is repaired: {Findings}")]
    private partial void LogStopped(string domain, string server, string findings);

    [LoggerMessage(LogLevel.Information, "{Domain}/{Server} has drifted and mints on: {Findings}")]
    private partial void LogHarmless(string domain, string server, string findings);
}
