using Keyway.Device.Joining.Hybrid;
using Keyway.Device.State;
using Keyway.Device.Status;
using Keyway.Errors;

namespace Keyway.Device.Tests.Status;

public sealed class StatusTextTests : IDisposable
{
    private static readonly LastSignIn Last = new(
        Joined.DeviceId, "alice@contoso.corp.com", Joined.Now, Joined.Now.AddDays(14), "alice@CONTOSO.CORP.COM", Joined.Now.AddHours(10), "FILE:/tmp/krb5cc_0");

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_computer_that_is_not_joined_has_a_status()
    {
        var lines = Lines(Joined.Now);

        Assert.Contains("             AzureAdJoined : NO", lines);
    }

    [Fact]
    public void A_joined_computer_tells_its_certificate_and_its_tenant()
    {
        Joined.Write(_folder);

        var lines = Lines(Joined.Now);

        Assert.Contains("             AzureAdJoined : YES", lines);
        Assert.Contains($"                  DeviceId : {Joined.DeviceId}", lines);
        Assert.Contains(" DeviceCertificateValidity : [ 2026-11-22 11:55:00 UTC -- 2036-11-22 12:00:00 UTC ]", lines);
        Assert.Contains("               KeySignTest : PASSED", lines);
        Assert.Contains("                TenantName : Contoso", lines);
        Assert.Contains("                AzureAdPrt : NO", lines);
        Assert.Contains("                 OnPremTgt : NO", lines);
    }

    [Fact]
    public void A_sign_in_shows_until_its_tokens_are_over()
    {
        Joined.Write(_folder);
        new DeviceState(new DeviceFolder(_folder.Path)).Write(Last);

        Assert.Contains("                 OnPremTgt : YES", Lines(Joined.Now.AddHours(1)));
        Assert.Contains("                 OnPremTgt : NO", Lines(Joined.Now.AddHours(11)));
        Assert.Contains("                AzureAdPrt : YES", Lines(Joined.Now.AddHours(11)));
        Assert.Contains("                AzureAdPrt : NO", Lines(Joined.Now.AddDays(15)));
    }

    [Fact]
    public void A_refused_ticket_shows_its_number()
    {
        Joined.Write(_folder);
        new DeviceState(new DeviceFolder(_folder.Path)).Write(Last with { Principal = null, TicketExpires = null, CredentialCache = null, OnPremisesError = "KW2403" });

        Assert.Contains("            OnPremTgtError : KW2403", Lines(Joined.Now));
    }

    [Fact]
    public void The_document_for_programs_tells_the_same()
    {
        Joined.Write(_folder);
        new DeviceState(new DeviceFolder(_folder.Path)).Write(Last);

        var document = StatusJson.Document(Read(), Diagnostics.Offline, [], Joined.Now);

        Assert.True((bool)document["azureAdJoined"]!);
        Assert.Equal(Joined.DeviceId, (Guid)document["deviceId"]!);
        Assert.True((bool)document["onPremTgt"]!);
        Assert.Equal("FILE:/tmp/krb5cc_0", (string)document["lastSignIn"]!["credentialCache"]!);
    }

    [Fact]
    public void A_damaged_state_has_no_status()
    {
        _folder.Write(DeviceState.DeviceFile, "{");

        Assert.Equal(Catalogue.Device.StateDamaged, DeviceStatus.Read(new DeviceState(new DeviceFolder(_folder.Path))).Refusal.Error);
    }

    [Fact]
    public void The_layout_is_that_of_dsregcmd()
    {
        Joined.Write(_folder);

        var lines = Lines(Joined.Now, Diagnostics.OfJoined(null), "contoso.corp.com");

        Assert.Equal(
            ["Device State", "Device Details", "Tenant Details", "User State", "SSO State", "Diagnostic Data", "Ngc Prerequisite Check"],
            lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line[2..^1].TrimEnd()));
        Assert.Equal("+----------------------------------------------------------------------+", lines[0]);
        Assert.Equal("| Device State                                                         |", lines[1]);
        Assert.Contains("              DomainJoined : YES", lines);
        Assert.Contains("                DomainName : contoso.corp.com", lines);
        Assert.Contains("          DeviceAuthStatus : SUCCESS", lines);
        Assert.Contains("              TpmProtected : NO", lines);
        Assert.Contains("     RolledBackDiskNoticed : NO", lines);
        Assert.Contains("              PreReqResult : WillNotProvision", lines);
    }

    [Fact]
    public void D04_a_disabled_or_deleted_device_says_FAILED_with_the_number()
    {
        Joined.Write(_folder);

        var lines = Lines(Joined.Now, Diagnostics.OfJoined(Catalogue.Devices.DeviceDisabled));

        Assert.Contains(lines, line => line.StartsWith("          DeviceAuthStatus : FAILED. Device is either disabled or deleted (KW2201", StringComparison.Ordinal));
    }

    [Fact]
    public void A_server_that_was_not_reached_says_nothing_about_the_device()
    {
        Joined.Write(_folder);

        Assert.Contains(Lines(Joined.Now, Diagnostics.OfJoined(Catalogue.Device.ServerUnreachable)), line => line.Contains("DeviceAuthStatus : UNKNOWN. KW3122", StringComparison.Ordinal));
        Assert.Contains(Lines(Joined.Now), line => line.Contains("DeviceAuthStatus : UNKNOWN. The server was not asked.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_hybrid_join_that_waits_says_at_which_step_and_why()
    {
        var state = new DeviceState(new DeviceFolder(_folder.Path));
        state.Write(new PendingHybridJoin(
            HybridJoinJourney.WaitStep, Joined.Now.AddMinutes(-10), new DomainAccount("contoso.corp.com", "DEV1$", "/etc/krb5.keytab", Joined.DeviceId, "S-1-5-21-1-2-3-1110"),
            Joined.TenantId, "https://login.contoso.com", LastAskedOn: Joined.Now, LastError: Catalogue.Device.SyncPending.Code));

        var lines = Lines(Joined.Now, Diagnostics.Offline with { DomainConnectivity = new Probe(true), DomainConfiguration = new Probe(true, Catalogue.Device.ConnectionPointMissing) });

        Assert.Contains("             AzureAdJoined : NO", lines);
        Assert.Contains("                     State : PENDING", lines);
        Assert.Contains("                      Step : Wait for sync", lines);
        Assert.Contains("      AD Connectivity Test : PASS", lines);
        Assert.Contains("     AD Configuration Test : FAIL [KW3193]", lines);
        Assert.Contains("        DRS Discovery Test : SKIPPED", lines);
        Assert.Contains("               Error Phase : join", lines);
        Assert.Contains("          Client ErrorCode : 0x801c03f2 (KW3198)", lines);
        Assert.Equal("Wait for sync", (string)StatusJson.Document(Read(), Diagnostics.Offline, [], Joined.Now)["hybridJoin"]!["step"]!);
    }

    private IReadOnlyList<string> Lines(DateTimeOffset now, Diagnostics? diagnostics = null, string? domain = null) =>
        StatusText.Lines(new StatusReport(Read(), diagnostics ?? Diagnostics.Offline, domain, now).Sections());

    private DeviceStatus Read() => DeviceStatus.Read(new DeviceState(new DeviceFolder(_folder.Path))).Value;
}
