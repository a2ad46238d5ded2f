using System.Text.Json;
using Keyway.Device.State;

namespace Keyway.Device.Tests.RealServer;

[Collection(OrganisationCollection.Name)]
public sealed class JoinTests(Organisation organisation) : IDisposable
{
    private readonly TestFolder _folder = new();

    private string State => _folder.Entry("state");

    private string[] JoinByKey => ["--state", State, "join", "cloud", .. organisation.Server, "--user", $"alice@{Organisation.Domain}", "--key", organisation.KeyOf("alice"), "--pin-file", organisation.PinFile];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_pass_joins_the_computer_and_its_status_says_so()
    {
        var pass = await organisation.IssuePassAsync("alice");

        var joined = await BuiltProgram.KeywayWithInputAsync(pass, ["--state", State, "--json", "join", .. organisation.Server, "--user", $"alice@{Organisation.Domain}", "--tap-file", "-"]);
        var status = await BuiltProgram.KeywayAsync("status", "--state", State, "--json");

        Assert.Equal((0, 0), (joined.ExitCode, status.ExitCode));
        using var join = JsonDocument.Parse(joined.Output);
        using var document = JsonDocument.Parse(status.Output);
        Assert.True(document.RootElement.GetProperty("azureAdJoined").GetBoolean());
        Assert.Equal(join.RootElement.GetProperty("deviceId").GetGuid(), document.RootElement.GetProperty("deviceId").GetGuid());
        Assert.Equal($"alice@{Organisation.Domain}", document.RootElement.GetProperty("joinedBy").GetString());
        Assert.Equal(
            ["Discover", "Device keys", "Token", "Join", "Remember"],
            join.RootElement.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("name").GetString()!));
    }

    [Fact]
    public async Task A_joined_computer_is_joined_again_only_when_told_so()
    {
        organisation.CopyJoined(State);
        var before = await DeviceIdAsync();

        var refused = await BuiltProgram.KeywayAsync(JoinByKey);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("KW3111", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, await DeviceIdAsync());

        var replaced = await BuiltProgram.KeywayAsync([.. JoinByKey, "--replace"]);
        Assert.Equal(0, replaced.ExitCode);
        Assert.NotEqual(before, await DeviceIdAsync());
        Assert.Single(Directory.EnumerateDirectories(Path.Combine(State, "keys")));
    }

    [Fact]
    public async Task A_wrong_pass_joins_nothing()
    {
        var ran = await BuiltProgram.KeywayWithInputAsync("WRONGPASS", ["--state", State, "join", .. organisation.Server, "--user", $"alice@{Organisation.Domain}", "--tap-file", "-"]);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("KW21", ran.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(State, "device.json")));
    }

    [Fact]
    public async Task A_server_that_another_authority_certifies_is_not_spoken_to()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        using var authority = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=Other", key, System.Security.Cryptography.HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var other = _folder.Write("other.pem", authority.ExportCertificatePem());
        var pass = await organisation.IssuePassAsync("alice");

        foreach (var trust in new string[][] { ["--ca-file", other], [] })
        {
            var ran = await BuiltProgram.KeywayWithInputAsync(pass, ["--state", State, "join", "--server", organisation.Url, .. trust, "--user", $"alice@{Organisation.Domain}", "--tap-file", "-"]);
            Assert.Equal(1, ran.ExitCode);
            Assert.Contains("KW3123", ran.Error, StringComparison.Ordinal);
        }

        // The pass was never sent: it is still good.
        var joined = await BuiltProgram.KeywayWithInputAsync(pass, ["--state", State, "join", .. organisation.Server, "--user", $"alice@{Organisation.Domain}", "--tap-file", "-"]);
        Assert.Equal(0, joined.ExitCode);
    }

    [Fact]
    public async Task A_server_under_another_name_than_its_own_is_not_spoken_to()
    {
        var ran = await BuiltProgram.KeywayWithInputAsync(
            "pass", "--state", State, "join", "--server", organisation.Url.Replace("localhost", "127.0.0.1", StringComparison.Ordinal), "--ca-file", organisation.CaFile, "--user", $"alice@{Organisation.Domain}", "--tap-file", "-");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("KW3123", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unreachable()
    {
        var ran = await BuiltProgram.KeywayWithInputAsync("pass", "--state", State, "join", "--server", "https://localhost:1", "--user", "alice@contoso.corp.com", "--tap-file", "-");

        Assert.Equal(4, ran.ExitCode);
        Assert.Equal(3, ran.Error.Trim().Split('\n').Length);
        Assert.StartsWith("This computer was not joined (KW3122).", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Discover")]
    [InlineData("Device keys")]
    [InlineData("Nonce")]
    [InlineData("Gesture")]
    [InlineData("Token")]
    [InlineData("Join")]
    [InlineData("Remember")]
    public async Task A_join_that_is_killed_after_any_step_is_finished_by_the_next_one(string step)
    {
        using (var process = BuiltProgram.Start(BuiltProgram.Device, JoinByKey))
        {
            while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains($" {step}:", StringComparison.Ordinal))
                Assert.DoesNotContain("KW", line, StringComparison.Ordinal);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var status = await BuiltProgram.KeywayAsync("status", "--state", State);
        Assert.True(status.ExitCode == 0, status.Error);

        var joined = await BuiltProgram.KeywayAsync([.. JoinByKey, "--replace"]);
        Assert.True(joined.ExitCode == 0, joined.Error);
        Assert.Single(Directory.EnumerateDirectories(Path.Combine(State, "keys")));
        Assert.Empty(Directory.EnumerateFiles(State, DurableFile.UnfinishedPrefix + "*", SearchOption.AllDirectories));
    }

    private async Task<Guid> DeviceIdAsync()
    {
        var status = await BuiltProgram.KeywayAsync("status", "--state", State, "--json");
        using var document = JsonDocument.Parse(status.Output);
        return document.RootElement.GetProperty("deviceId").GetGuid();
    }
}
