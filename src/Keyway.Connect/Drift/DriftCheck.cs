using Keyway.ActiveDirectory.KerberosServers;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.Terminal;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.Drift;

/// <summary>Looks whether a domain's Kerberos server is still what was published, and tells the identity server.</summary>
/// <param name="rotationDays">A key older than this is a finding.</param>
/// <param name="reports">False to look only.</param>
internal sealed class DriftCheck(DomainConnection domain, KerberosServerApi api, int rotationDays, bool reports, StepLog steps, TimeProvider time)
{
    /// <summary>How often a check begins anew because somebody published while it ran.</summary>
    private const int Attempts = 3;

    public const int UsualRotationDays = 180;

    /// <summary>The steps <i>Inspect the domain</i>, and <i>Report to the identity server</i>.</summary>
    public async Task<Result<DriftOutcome>> RunAsync(KerberosServerState published, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var start = time.GetUtcNow();
            var inspected = await steps.RunAsync($"Inspect {published.Name}", () => InspectAsync(published, start, cancellationToken), found => found.Length == 0 ? "as it was published" : Counted.Of(found.Length, "finding"));
            if (!inspected.TryGet(out var findings, out var refusal))
                return refusal;
            if (!reports)
                return new DriftOutcome(published, findings, IsReported: false);

            var report = new DriftReport(start, published.Version, findings);
            var reported = await steps.RunAsync($"Report {published.Name} to the identity server", () => api.ReportAsync(published.CloudDomainDnsName, published.Name, report, cancellationToken), Words);
            if (!reported.TryGet(out var side, out refusal))
                return refusal;
            if (side.State is { } after)
                return new DriftOutcome(after, findings, IsReported: true);

            // Somebody published while the domain was inspected: what was seen may be of before.
            if (!(await api.ListAsync(published.CloudDomainDnsName, cancellationToken)).TryGet(out var list, out refusal))
                return refusal;
            var now = list.Servers.FirstOrDefault(state => state.Name.Equals(published.Name, StringComparison.OrdinalIgnoreCase));
            if (now is null || attempt == Attempts)
                return new Refusal(Catalogue.Connect.SidesDiffer, "the identity server's side changed while the domain was inspected");
            published = now;
        }
    }

    private static string Words(ServerSide side) => side.State switch
    {
        { IsMinting: true } => "it goes on minting",
        { IsMinting: false } => "it has stopped minting",
        null => "overtaken by a publication",
    };

    private async Task<Result<DriftFinding[]>> InspectAsync(KerberosServerState published, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!(await new KerberosServerInspection(domain).InspectAsync(published.Name, cancellationToken)).TryGet(out var here, out var refusal))
            return refusal;
        return DriftComparison.Of(here, published, now.AddDays(-rotationDays)).ToArray();
    }
}
