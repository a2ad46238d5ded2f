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
        var lines = StatusText.Lines(Read(), Joined.Now);

        Assert.Contains("             AzureAdJoined : NO", lines);
    }

    [Fact]
    public void A_joined_computer_tells_its_certificate_and_its_tenant()
    {
        Joined.Write(_folder);

        var lines = StatusText.Lines(Read(), Joined.Now);

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

        Assert.Contains("                 OnPremTgt : YES", StatusText.Lines(Read(), Joined.Now.AddHours(1)));
        Assert.Contains("                 OnPremTgt : NO", StatusText.Lines(Read(), Joined.Now.AddHours(11)));
        Assert.Contains("                AzureAdPrt : YES", StatusText.Lines(Read(), Joined.Now.AddHours(11)));
        Assert.Contains("                AzureAdPrt : NO", StatusText.Lines(Read(), Joined.Now.AddDays(15)));
    }

    [Fact]
    public void A_refused_ticket_shows_its_number()
    {
        Joined.Write(_folder);
        new DeviceState(new DeviceFolder(_folder.Path)).Write(Last with { Principal = null, TicketExpires = null, CredentialCache = null, OnPremisesError = "KW2403" });

        Assert.Contains("            OnPremTgtError : KW2403", StatusText.Lines(Read(), Joined.Now));
    }

    [Fact]
    public void The_document_for_programs_tells_the_same()
    {
        Joined.Write(_folder);
        new DeviceState(new DeviceFolder(_folder.Path)).Write(Last);

        var document = StatusJson.Document(Read(), Joined.Now);

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

    private DeviceStatus Read() => DeviceStatus.Read(new DeviceState(new DeviceFolder(_folder.Path))).Value;
}
