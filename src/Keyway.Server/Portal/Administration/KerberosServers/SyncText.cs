using Keyway.Contracts.Provisioning;
using Keyway.Server.Portal.Shared;

namespace Keyway.Server.Portal.Administration.KerberosServers;

/// <summary>How a domain's sync stands, in words.</summary>
/// <param name="State">As <c>&lt;state&gt;</c> names it.</param>
internal sealed record SyncText(string State, string Words, string? Remedy)
{
    public static SyncText Of(SynchronizationState? state) => state switch
    {
        null or { Last: null } => new("note", "Never reported", "Run keyway-connect sync on a machine of the domain, then keep it running as a service."),
        { Overdue: true } => new("danger", "Stands still", "The report that the service announced did not come. Look on its machine whether keyway-connect sync --service runs, and what it last wrote."),
        { Last.Outcome: "failed" } => new("danger", "Failed", Reason(state.Last)),
        { Last.Outcome: "guarded" } => new("danger", "Stopped before too many deletions", "Look at what the domain would take away: keyway-connect sync tells it. When it is meant, allow it once there."),
        { Last.Outcome: "partial" } => new("warning", "Some changes were refused", Reason(state.Last)),
        _ => new("ok", "Goes on", null),
    };

    private static string Reason(SynchronizationReport report) =>
        report.Error is ['K', 'W', .. var number] && int.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var parsed)
            && SignInText.Error(parsed) is { } error
            ? $"{error.Cause} {error.Remedy} ({error.Code})"
            : "Look at the journal of keyway-connect on its machine.";
}
