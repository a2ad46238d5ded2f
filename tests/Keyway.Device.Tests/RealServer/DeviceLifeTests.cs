using System.Text.Json;
using System.Text.RegularExpressions;
using Keyway.Device.State;

namespace Keyway.Device.Tests.RealServer;

/// <summary>What becomes of a joined computer: its standing, renewal and leaving, with keys in files and in a real swtpm.</summary>
[Collection(OrganisationCollection.Name)]
public sealed partial class DeviceLifeTests(Organisation organisation) : IDisposable
{
    private readonly TestFolder _folder = new();

    private string State => _folder.Entry("state");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_computer_leaves_and_nothing_of_it_stays()
    {
        var device = await JoinAsync();

        foreach (var file in new[] { "session-1879048192.json", "offline-salt", "offline-0000" })
            await File.WriteAllTextAsync(Path.Combine(State, file), "what a sign-in leaves", TestContext.Current.CancellationToken);

        var left = await RunAsync("leave");
        var again = await RunAsync("leave");
        var status = await RunAsync("status", "--offline");

        Assert.True(left.ExitCode == 0, left.Error);
        Assert.Contains($"it was device {device}.", left.Output, StringComparison.Ordinal);
        Assert.False(await organisation.KnowsAsync(device));
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("KW3110", again.Error, StringComparison.Ordinal);
        Assert.Contains("AzureAdJoined : NO", status.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(State, "keys")));
        Assert.DoesNotContain(Directory.EnumerateFiles(State), file => Path.GetFileName(file).StartsWith("session-", StringComparison.Ordinal) || Path.GetFileName(file).StartsWith("offline-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Server")]
    [InlineData("Forget")]
    public async Task A_leave_that_is_killed_after_any_step_is_finished_by_the_next_one(string step)
    {
        var device = await JoinAsync();
        using (var process = BuiltProgram.Start(BuiltProgram.Device, ["--state", State, "leave"]))
        {
            while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains($" {step}:", StringComparison.Ordinal))
                Assert.DoesNotContain("KW", line, StringComparison.Ordinal);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var finished = await RunAsync("leave");

        Assert.True(finished.ExitCode == 0 || finished.Error.Contains("KW3110", StringComparison.Ordinal), finished.Error);
        Assert.False(await organisation.KnowsAsync(device));
        Assert.False(File.Exists(Path.Combine(State, "device.json")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(State, "keys")));
        Assert.DoesNotContain(Directory.EnumerateFiles(State), file => Path.GetFileName(file).StartsWith("session-", StringComparison.Ordinal) || Path.GetFileName(file).StartsWith("offline-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_computer_whose_server_is_gone_leaves_by_force_and_says_what_stays()
    {
        organisation.CopyJoined(State);
        var state = new DeviceState(new DeviceFolder(State));
        var device = state.ReadDescription().Value;
        device = device with { Server = "https://localhost:1" };
        state.Write(device);

        var refused = await RunAsync("leave");
        Assert.Equal(4, refused.ExitCode);
        Assert.True(File.Exists(Path.Combine(State, "device.json")));

        var forced = await RunAsync("leave", "--force");
        Assert.True(forced.ExitCode == 0, forced.Error);
        Assert.Contains($"Left behind, for an administrator to delete: device {device.DeviceId} at {device.Server} (KW3122", forced.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(State, "device.json")));
    }

    [Fact]
    public async Task A_certificate_is_renewed_for_the_same_key_and_serves()
    {
        await JoinAsync();
        var before = await StatusAsync();

        var renewed = await RunAsync("renew");
        var after = await StatusAsync();

        Assert.True(renewed.ExitCode == 0, renewed.Error);
        Assert.Equal(before.GetProperty("deviceId").GetGuid(), after.GetProperty("deviceId").GetGuid());
        Assert.NotEqual(before.GetProperty("thumbprint").GetString(), after.GetProperty("thumbprint").GetString());
        Assert.Equal("SUCCESS", after.GetProperty("deviceAuthStatus").GetString());
        Assert.True(after.GetProperty("keySignTest").GetBoolean());
    }

    [Fact]
    public async Task D04_a_disabled_device_and_a_deleted_one_say_so_at_the_next_sign_in_and_in_the_status()
    {
        var device = await JoinAsync();
        Assert.Equal("SUCCESS", (await StatusAsync()).GetProperty("deviceAuthStatus").GetString());

        await organisation.DisableAsync(device);
        Assert.Equal("KW2201", (await StatusAsync()).GetProperty("deviceAuthStatus").GetString());
        Assert.Contains("You are not signed in (KW2201)", (await SignInAsync()).Error, StringComparison.Ordinal);

        await organisation.DeleteAsync(device);
        var status = await RunAsync("status");
        Assert.Contains("DeviceAuthStatus : FAILED. Device is either disabled or deleted (KW2200", status.Output, StringComparison.Ordinal);
        Assert.Contains("You are not signed in (KW2200)", (await SignInAsync()).Error, StringComparison.Ordinal);

        // The server knows it no more: leaving needs no force.
        Assert.Equal(0, (await RunAsync("leave")).ExitCode);
    }

    [Fact]
    public async Task A_join_that_was_killed_behind_its_answer_becomes_the_same_device()
    {
        string[] join = ["--state", State, "join", .. organisation.Server, "--key", organisation.KeyOf("alice"), "--pin-file", organisation.PinFile, "--tpm", "none"];
        string? first = null;
        using (var process = BuiltProgram.Start(BuiltProgram.Device, join))
        {
            while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && (first = JoinLine().Match(line) is { Success: true } match ? match.Groups[1].Value : null) is null)
                Assert.DoesNotContain("KW", line, StringComparison.Ordinal);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        // The kill may come behind the last write: then the computer is joined.
        var state = new DeviceState(new DeviceFolder(State));
        if (!state.ReadDescription().Succeeded)
            Assert.Equal(0, (await BuiltProgram.KeywayAsync(join)).ExitCode);

        Assert.Equal(first, state.ReadDescription().Value.DeviceId.ToString());
    }

    [Fact]
    public async Task Keys_in_a_TPM_join_sign_in_renew_and_leave()
    {
        using var tpm = new Swtpm();
        var device = await JoinAsync("--tpm", tpm.Address);

        var status = await StatusAsync();
        var signedIn = await SignInAsync();
        var renewed = await RunAsync("renew");
        var left = await RunAsync("leave");

        Assert.True(status.GetProperty("tpmProtected").GetBoolean());
        Assert.StartsWith("TPM 2.0 ", status.GetProperty("keyProvider").GetString(), StringComparison.Ordinal);
        Assert.Equal("SUCCESS", status.GetProperty("deviceAuthStatus").GetString());
        Assert.Contains("Signed in as alice@", signedIn.Error, StringComparison.Ordinal);
        Assert.True(renewed.ExitCode == 0, renewed.Error);
        Assert.True(left.ExitCode == 0, left.Error);
        Assert.False(await organisation.KnowsAsync(device));
    }

    [Fact]
    public async Task D05_a_disk_that_came_from_another_computer_signs_nobody_in()
    {
        using var tpm = new Swtpm();
        await JoinAsync("--tpm", tpm.Address);
        tpm.Exchange();

        var signedIn = await SignInAsync();
        var status = await RunAsync("status");
        var left = await RunAsync("leave", "--force");

        Assert.Contains("You are not signed in (KW3185)", signedIn.Error, StringComparison.Ordinal);
        Assert.Contains("KeySignTest : FAILED. KW3185", status.Output, StringComparison.Ordinal);
        Assert.True(left.ExitCode == 0, left.Error);
        Assert.Contains("Left behind", left.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D10_a_server_of_another_authority_is_not_shown_the_certificate_of_a_TPM()
    {
        using var tpm = new Swtpm();
        await JoinAsync("--tpm", tpm.Address);
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        using var other = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=Other", key, System.Security.Cryptography.HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var state = new DeviceState(new DeviceFolder(State));
        state.Write(state.ReadDescription().Value with { TrustedAuthorities = other.ExportCertificatePem() });

        var left = await RunAsync("leave");

        Assert.Equal(1, left.ExitCode);
        Assert.Contains("KW3123", left.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tools_of_the_original_are_there_under_their_names()
    {
        organisation.CopyJoined(State);
        var beside = Path.GetDirectoryName(BuiltProgram.Device)!;

        var status = await BuiltProgram.RunAsync(Path.Combine(beside, "dsregcmd"), ["/status", "--state", State, "--offline"]);
        var help = await BuiltProgram.RunAsync(Path.Combine(beside, "dsregcmd"), ["/?"]);
        var unknown = await BuiltProgram.RunAsync(Path.Combine(beside, "dsregcmd"), ["/nothing"]);
        var nltest = await BuiltProgram.RunAsync(Path.Combine(beside, "nltest"), ["/dsgetdc:nowhere.example", "/keylist", "/kdc", "--dc", "dc1=127.28.0.199"]);

        Assert.Contains("AzureAdJoined : YES", status.Output, StringComparison.Ordinal);
        Assert.Contains("DSREGCMD switches", help.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0, 2), (status.ExitCode, help.ExitCode, unknown.ExitCode));
        Assert.Equal(1, nltest.ExitCode);
        Assert.Contains("Getting DC name failed: Status = 1355 0x54b ERROR_NO_SUCH_DOMAIN", nltest.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hybrid_join_without_a_keytab_is_refused_with_a_number()
    {
        var ran = await RunAsync("join", "hybrid", "--keytab", _folder.Entry("none.keytab"), "--wait", "0");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("KW3191", ran.Error, StringComparison.Ordinal);
    }

    [GeneratedRegex(@" Join: device ([0-9a-f-]{36})")]
    private static partial Regex JoinLine();

    private Task<Ran> RunAsync(params string[] arguments) => BuiltProgram.KeywayAsync(["--state", State, .. arguments]);

    private async Task<Guid> JoinAsync(params string[] more)
    {
        var ran = await RunAsync(["join", .. organisation.Server, "--key", organisation.KeyOf("alice"), "--pin-file", organisation.PinFile, "--json", .. more]);
        Assert.True(ran.ExitCode == 0, ran.Error);
        using var document = JsonDocument.Parse(ran.Output);
        return document.RootElement.GetProperty("deviceId").GetGuid();
    }

    private async Task<JsonElement> StatusAsync()
    {
        var status = await RunAsync("status", "--json");
        using var document = JsonDocument.Parse(status.Output);
        return document.RootElement.Clone();
    }

    private Task<Ran> SignInAsync() => RunAsync(
        "sign-in", "--key", organisation.KeyOf("alice"), "--pin-file", organisation.PinFile, "--ccache", "FILE:" + _folder.Entry("cc"), "--domain-controller", "dc1=127.22.0.199");
}
