using Keyway.Lab;

namespace Keyway.EndToEnd.Devices;

/// <summary>A computer joins by its own account in its domain: certificate into the directory, sync, proof, certificate of the server.</summary>
[Collection(LabCollection.Name)]
public sealed class HybridJoinTests(LabFixture fixture)
{
    private readonly Laboratory _lab = fixture.Lab;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_computer_waits_for_the_sync_then_completes_and_leaves()
    {
        using var desk = new DeviceDesk(_lab, Cancellation);
        await desk.JoinDomainAsync();

        var waits = await desk.JoinHybridAsync("0");
        Assert.Equal(6, waits.ExitCode);
        Assert.Contains("KW3198", waits.Said, StringComparison.Ordinal);
        var pending = await desk.StatusAsync();
        Assert.False(pending.GetProperty("azureAdJoined").GetBoolean());
        Assert.Equal("Wait for sync", pending.GetProperty("hybridJoin").GetProperty("step").GetString());
        Assert.Equal("PASS", pending.GetProperty("sections").GetProperty("Diagnostic Data").GetProperty("AD Connectivity Test").GetString());

        await _lab.Administration.SyncAsync(LabDomain.Contoso, Cancellation);
        var joined = await desk.JoinHybridAsync("2m");
        Assert.True(joined.Succeeded, joined.Said);

        var status = await desk.StatusAsync();
        Assert.Equal(pending.GetProperty("hybridJoin").GetProperty("deviceId").GetGuid(), status.GetProperty("deviceId").GetGuid());
        Assert.Equal("hybrid", status.GetProperty("joinType").GetString());
        Assert.Equal("SUCCESS", status.GetProperty("deviceAuthStatus").GetString());
        Assert.Equal("YES", status.GetProperty("sections").GetProperty("Device Details").GetProperty("TpmProtected").GetString());

        var renewed = await desk.RunAsync("renew");
        Assert.True(renewed.Succeeded, renewed.Said);
        var left = await desk.RunAsync("leave");
        Assert.True(left.Succeeded, left.Said);
        Assert.Contains("Directory: userCertificate removed", left.Output, StringComparison.Ordinal);
        Assert.False((await desk.StatusAsync("--offline")).GetProperty("azureAdJoined").GetBoolean());
    }

    [Fact]
    public async Task The_domain_is_located_as_nltest_does_it()
    {
        using var desk = new DeviceDesk(_lab, Cancellation);

        var found = await desk.RunAsync("domain", "locate", Domain.DnsName, "--kdc", "--writable");
        var keyList = await desk.RunAsync("domain", "locate", Domain.DnsName, "--keylist");

        Assert.True(found.Succeeded, found.Said);
        Assert.Contains($@"DC: \\{Domain.ControllerHost}", found.Output, StringComparison.Ordinal);
        Assert.EndsWith("The command completed successfully", found.Output.TrimEnd(), StringComparison.Ordinal);

        // A Samba domain controller never says that it answers key list requests.
        Assert.Equal(1, keyList.ExitCode);
        Assert.Contains("Status = 1355 0x54b ERROR_NO_SUCH_DOMAIN", keyList.Output, StringComparison.Ordinal);
    }
}
