using System.Text.Json.Nodes;
using Keyway.Connect.CommandLine;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.Terminal;
using Keyway.Contracts.KerberosServers;

namespace Keyway.Connect.Drift;

/// <summary>What a sync does at its end: checks every Kerberos server that the identity server knows of the domain.</summary>
internal sealed class SyncedServersCheck(DriftCheck check, KerberosServerApi api)
{
    /// <summary>The report of the sync with the findings behind it. A failure of the sync itself stays the failure.</summary>
    public async Task<Report> RunAsync(Report report, string domain, CancellationToken cancellationToken)
    {
        const string Attempt = "find the Kerberos servers of the domain in order";
        const string Done = "The sync itself is done.";
        if (!(await api.ListAsync(domain, cancellationToken)).TryGet(out var list, out var refusal))
            return With(report, new Failure(Attempt, refusal, Done));

        var servers = new JsonArray();
        report.Content["kerberosServers"] = servers;
        foreach (var state in list.Servers)
        {
            if (!(await check.RunAsync(state, cancellationToken)).TryGet(out var outcome, out refusal))
            {
                report = With(report, new Failure(Attempt, refusal, Done));
                continue;
            }

            servers.Add(new JsonObject { ["name"] = state.Name, ["findings"] = DriftWords.Json(outcome), ["isMinting"] = outcome.State.IsMinting });
            if (DriftWords.Refusal(outcome) is not { } drift)
                continue;
            report = report with { Lines = [.. report.Lines, "", .. DriftWords.Lines(outcome, TerminalConsole.Width())] };

            // What a person has to weigh must not fail a cycle that runs every few minutes; what set repairs must.
            if (outcome.Findings.Any(finding => finding.Kind.StopsMinting() || finding.Kind == DriftKind.KeyVersionDiffers))
                report = With(report, new Failure(Attempt, drift, Done));
        }

        return report;
    }

    private static Report With(Report report, Failure failure) => report.Failure is null ? report with { Failure = failure } : report;
}
