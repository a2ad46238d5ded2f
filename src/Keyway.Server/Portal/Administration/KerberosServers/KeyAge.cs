using Keyway.Contracts.KerberosServers;
using Keyway.Server.KerberosServers;

namespace Keyway.Server.Portal.Administration.KerberosServers;

/// <summary>How old a Kerberos server's key is, beside the rotation that keyway-connect asks for unless it is told another.</summary>
/// <param name="Days">Whole ones.</param>
/// <param name="State">As <c>&lt;state&gt;</c> names it: ok, note in the last fortnight, warning when it is due.</param>
internal sealed record KeyAge(int Days, string State, string Words)
{
    /// <summary>Days after which keyway-connect kerberos-server verify finds a key too old.</summary>
    public const int Rotation = 180;

    private const int Soon = 14;

    public static KeyAge Of(KerberosServer server, DateTimeOffset now)
    {
        var days = Math.Max(0, (int)(now - server.KeyUpdatedOn).TotalDays);
        // The connector may have been told a shorter schedule.
        if (days >= Rotation || server.Drift?.Findings.Any(finding => finding.Kind == DriftKind.KeyTooOld) == true)
            return new KeyAge(days, "warning", $"{Count(days)} old: rotate it");
        return days >= Rotation - Soon
            ? new KeyAge(days, "note", $"{Count(days)} old: due in {Count(Rotation - days)}")
            : new KeyAge(days, "ok", $"{Count(days)} old, due after {Rotation}");
    }

    private static string Count(int days) => days == 1 ? "1 day" : $"{days} days";
}
