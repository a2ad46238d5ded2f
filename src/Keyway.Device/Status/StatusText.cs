using System.Globalization;
using Keyway.Device.Terminal;

namespace Keyway.Device.Status;

/// <summary>The status as administrators know it from <c>dsregcmd /status</c>: framed sections, right-aligned labels, UTC.</summary>
internal static class StatusText
{
    private const int LabelWidth = 26;
    private static readonly string Frame = "+" + new string('-', 70) + "+";

    /// <summary>The lines.</summary>
    /// <param name="status">What is so.</param>
    /// <param name="now">UTC; a token that has expired by then is none.</param>
    public static IReadOnlyList<string> Lines(DeviceStatus status, DateTimeOffset now)
    {
        var lines = new List<string>();
        Section(lines, "Device State", ("AzureAdJoined", YesNo(status.Joined is not null)), ("Device Name", Environment.MachineName));
        if (status is not { Joined: { } joined, CertificateValidity: { } validity })
            return lines;

        Section(
            lines,
            "Device Details",
            ("DeviceId", joined.DeviceId.ToString()),
            ("Thumbprint", status.Thumbprint!),
            ("DeviceCertificateValidity", $"[ {Utc(validity.From)} -- {Utc(validity.Until)} ]"),
            ("KeyProvider", "file, root only"),
            ("TpmProtected", "NO"),
            ("KeySignTest", status.KeySignTest ? "PASSED" : "FAILED"));
        Section(
            lines,
            "Tenant Details",
            ("TenantName", joined.TenantName),
            ("TenantId", joined.TenantId.ToString()),
            ("Server", joined.Server),
            ("RelyingPartyId", joined.RelyingPartyId),
            ("JoinedBy", joined.JoinedBy));

        var last = status.LastSignIn;
        var tokenHolds = last is not null && last.TokenExpires > now;
        var ticketHolds = last?.TicketExpires > now;
        Section(
            lines,
            "SSO State",
            [
                ("AzureAdPrt", YesNo(tokenHolds)),
                .. last is null ? Array.Empty<(string, string)>() : [
                    ("AzureAdPrtUpdateTime", Utc(last.At)),
                    ("AzureAdPrtExpiryTime", Utc(last.TokenExpires)),
                    ("AzureAdPrtAuthority", $"{joined.Server}/{joined.TenantId}"),
                    ("User Identity", last.User)],
                ("OnPremTgt", YesNo(ticketHolds)),
                .. last is { Principal: { } principal, TicketExpires: { } until, CredentialCache: { } cache }
                    ? [("OnPremTgtPrincipal", principal), ("OnPremTgtExpiryTime", Utc(until)), ("OnPremTgtCache", cache)]
                    : Array.Empty<(string, string)>(),
                .. last?.OnPremisesError is { } error ? [("OnPremTgtError", error)] : Array.Empty<(string, string)>(),
            ]);
        return lines;
    }

    private static void Section(List<string> lines, string title, params IReadOnlyList<(string Label, string Value)> rows)
    {
        lines.AddRange([Frame, "| " + title.PadRight(69) + "|", Frame, ""]);
        lines.AddRange(rows.Select(row => row.Label.PadLeft(LabelWidth) + " : " + Shown.Line(row.Value)));
        lines.Add("");
    }

    private static string YesNo(bool value) => value ? "YES" : "NO";

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
