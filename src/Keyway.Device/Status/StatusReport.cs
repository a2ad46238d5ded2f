using System.Globalization;
using Keyway.Contracts.OAuth;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Status;

/// <summary>The status in the sections and under the labels of <c>dsregcmd /status</c>. What Keyway does not have says NO or nothing, never something nice.</summary>
/// <param name="status">What this computer knows.</param>
/// <param name="diagnostics">What the network told.</param>
/// <param name="domain">The domain that the computer's keytab names, or null.</param>
/// <param name="now">UTC; a token that has expired by then is none.</param>
internal sealed class StatusReport(DeviceStatus status, Diagnostics diagnostics, string? domain, DateTimeOffset now)
{
    private const string Yes = "YES";
    private const string No = "NO";

    /// <summary>The sections, in order.</summary>
    public IReadOnlyList<StatusSection> Sections()
    {
        var sections = new List<StatusSection> { DeviceState() };
        if (status is { Joined: { } joined, CertificateValidity: { } validity })
        {
            sections.Add(DeviceDetails(joined, validity));
            sections.Add(TenantDetails(joined));
        }

        sections.Add(new StatusSection("User State", [("NgcSet", No), ("WorkplaceJoined", No), ("WamDefaultSet", No)]));
        sections.Add(SsoState());
        if (status.Pending is { } pending && status.Joined is null)
            sections.Add(PendingJoin(pending));
        sections.Add(new StatusSection("Diagnostic Data", status.Joined is null ? NotJoined() : [("AadRecoveryEnabled", No), ("KeySignTest", Signs())]));
        sections.Add(Prerequisites());
        return sections;
    }

    private StatusSection DeviceState() => new(
        "Device State",
        [
            ("AzureAdJoined", YesNo(status.Joined is not null)),
            ("EnterpriseJoined", No),
            ("DomainJoined", YesNo(domain is not null)),
            .. domain is null ? Array.Empty<(string, string)>() : [("DomainName", domain)],
            ("Device Name", Environment.MachineName),
        ]);

    private StatusSection DeviceDetails(JoinedDevice joined, (DateTimeOffset From, DateTimeOffset Until) validity) => new(
        "Device Details",
        [
            ("DeviceId", joined.DeviceId.ToString()),
            ("Thumbprint", status.Thumbprint!),
            ("DeviceCertificateValidity", $"[ {Utc(validity.From)} -- {Utc(validity.Until)} ]"),
            ("KeyContainerId", joined.KeyFolder),
            ("KeyProvider", status.KeyProvider ?? string.Empty),
            ("TpmProtected", YesNo(joined.Tpm is not null)),
            ("RolledBackDiskNoticed", YesNo(joined.Tpm is not null)),
            ("DeviceAuthStatus", Standing()),
            .. joined.Domain is { } account ? [("DomainAccount", $"{account.Account}@{account.Domain}")] : Array.Empty<(string, string)>(),
        ]);

    private static StatusSection TenantDetails(JoinedDevice joined) =>
        new(
            "Tenant Details",
            [
                ("TenantName", joined.TenantName),
                ("TenantId", joined.TenantId.ToString()),
                ("Idp", joined.Server),
                ("AuthCodeUrl", string.Empty),
                ("AccessTokenUrl", $"{joined.Server}/{joined.TenantId}/oauth2/token"),
                ("MdmUrl", string.Empty),
                ("MdmTouUrl", string.Empty),
                ("MdmComplianceUrl", string.Empty),
                ("SettingsUrl", string.Empty),
                ("JoinSrvVersion", "2.0"),
                ("JoinSrvUrl", joined.Server + "/EnrollmentServer/device/"),
                ("JoinSrvId", Resources.DeviceRegistration),
                ("KeySrvVersion", string.Empty),
                ("KeySrvUrl", string.Empty),
                ("KeySrvId", string.Empty),
                ("WebAuthNSrvVersion", string.Empty),
                ("WebAuthNSrvUrl", string.Empty),
                ("WebAuthNSrvId", string.Empty),
                ("DeviceManagementSrvVer", string.Empty),
                ("DeviceManagementSrvUrl", string.Empty),
                ("DeviceManagementSrvId", string.Empty),
                ("Server", joined.Server),
                ("RelyingPartyId", joined.RelyingPartyId),
                ("JoinedBy", joined.JoinedBy),
            ]);

    private StatusSection SsoState()
    {
        var last = status.LastSignIn;
        var tokenHolds = last is not null && last.TokenExpires > now;
        var ticketHolds = last?.TicketExpires > now;
        return new StatusSection(
            "SSO State",
            [
                ("AzureAdPrt", YesNo(tokenHolds)),
                .. last is null ? Array.Empty<(string, string)>() : [
                    ("AzureAdPrtUpdateTime", Utc(last.At)),
                    ("AzureAdPrtExpiryTime", Utc(last.TokenExpires)),
                    ("AzureAdPrtAuthority", $"{status.Joined!.Server}/{status.Joined.TenantId}"),
                    ("User Identity", last.User)],
                ("EnterprisePrt", No),
                ("EnterprisePrtAuthority", string.Empty),
                ("OnPremTgt", YesNo(ticketHolds)),
                .. last is { Principal: { } principal, TicketExpires: { } until, CredentialCache: { } cache }
                    ? [("OnPremTgtPrincipal", principal), ("OnPremTgtExpiryTime", Utc(until)), ("OnPremTgtCache", cache)]
                    : Array.Empty<(string, string)>(),
                .. last?.OnPremisesError is { } error ? [("OnPremTgtError", error)] : Array.Empty<(string, string)>(),
                ("CloudTgt", No),
                ("KerbTopLevelNames", string.Empty),
            ]);
    }

    private static StatusSection PendingJoin(PendingHybridJoin pending) => new(
        "Hybrid Join",
        [
            ("State", "PENDING"),
            ("Step", pending.Step),
            ("Started", Utc(pending.StartedOn)),
            .. pending.Computer is { } computer ? [("Computer", $"{computer.Account}@{computer.Domain}"), ("DeviceId", computer.ObjectGuid.ToString())] : Array.Empty<(string, string)>(),
            .. pending.Server is { } server ? [("Server", server)] : Array.Empty<(string, string)>(),
            .. pending.LastAskedOn is { } asked ? [("Last Asked", Utc(asked))] : Array.Empty<(string, string)>(),
        ]);

    private (string, string)[] NotJoined() =>
    [
        ("AD Connectivity Test", diagnostics.DomainConnectivity.ToString()),
        ("AD Configuration Test", diagnostics.DomainConfiguration.ToString()),
        ("DRS Discovery Test", diagnostics.Discovery.ToString()),
        ("DRS Connectivity Test", diagnostics.Connectivity.ToString()),
        ("Token acquisition Test", "SKIPPED"),
        ("Fallback to Sync-Join", "ENABLED"),
        .. status.Pending is { LastError: { } error } pending
            ? [("Previous Registration", Utc(pending.LastAskedOn ?? pending.StartedOn)), ("Error Phase", Joining.Hybrid.ErrorPhase.Of(pending)), ("Client ErrorCode", Joining.Hybrid.ErrorPhase.CodeOf(error))]
            : Array.Empty<(string, string)>(),
    ];

    private StatusSection Prerequisites() => new(
        "Ngc Prerequisite Check",
        [
            ("IsDeviceJoined", YesNo(status.Joined is not null)),
            ("IsUserAzureAD", YesNo(status.LastSignIn is not null)),
            ("PolicyEnabled", No),
            ("PostLogonEnabled", No),
            ("DeviceEligible", YesNo(status.Joined?.Tpm is not null)),
            ("SessionIsNotRemote", YesNo(Environment.GetEnvironmentVariable("SSH_CONNECTION") is null)),
            ("CertEnrollment", "none"),
            ("PreReqResult", "WillNotProvision"),
        ]);

    private string Standing() => diagnostics.Standing switch
    {
        { Passed: true } => "SUCCESS",
        { Made: false } => "UNKNOWN. The server was not asked.",
        { Failure: { } failure } when Terminal.ExitCode.Of(failure) == Terminal.ExitCode.Unreachable => $"UNKNOWN. {failure.Code} {failure.Error.Cause}",
        { Failure: { } failure } when failure.Error == Catalogue.Devices.DeviceUnknown || failure.Error == Catalogue.Devices.DeviceDisabled =>
            $"FAILED. Device is either disabled or deleted ({failure.Code} {failure.Error.Cause})",
        { Failure: { } failure } => $"FAILED. {failure.Code} {failure.Error.Cause}",
        _ => string.Empty,
    };

    private string Signs() => status.KeySignTest ? "PASSED" : status.KeyFailure is { } failure ? $"FAILED. {failure.Code} {failure.Error.Cause}" : "FAILED";

    private static string YesNo(bool value) => value ? Yes : No;

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
