using System.Text.Json;
using Keyway.Device.State;

namespace Keyway.Device.Tests.RealServer;

[Collection(OrganisationCollection.Name)]
public sealed class SignInTests(Organisation organisation) : IDisposable
{
    private readonly TestFolder _folder = new();

    private string State => _folder.Entry("state");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Someone_who_may_not_have_a_ticket_is_signed_in_and_told_why()
    {
        organisation.CopyJoined(State);

        var ran = await SignInAsync("bob");

        Assert.Equal(1, ran.ExitCode);
        Assert.Matches(@"^Signed in as bob@contoso\.corp\.com, but without access on premises \(KW24\d\d\)\.", ran.Error.Replace("Touch your security key now.\n", "", StringComparison.Ordinal));
        Assert.False(File.Exists(_folder.Entry("cc")));
    }

    [Fact]
    public async Task Without_a_domain_controller_the_sign_in_comes_as_far_as_the_partial_ticket()
    {
        organisation.CopyJoined(State);

        var ran = await SignInAsync("alice", "--json", "--domain-controller", "dc1=127.22.0.199");

        Assert.Equal(4, ran.ExitCode);
        using var document = JsonDocument.Parse(ran.Output);
        var root = document.RootElement;
        Assert.Equal("unreachable", root.GetProperty("outcome").GetString());
        Assert.Equal("alice@contoso.corp.com", root.GetProperty("user").GetString());
        Assert.Equal(
            [("Nonce", true), ("Gesture", true), ("PRT request", true), ("Issue", true), ("Exchange", false)],
            root.GetProperty("steps").EnumerateArray().Select(step => (step.GetProperty("name").GetString()!, step.GetProperty("succeeded").GetBoolean())));
    }

    [Fact]
    public async Task The_status_remembers_how_far_a_sign_in_came()
    {
        organisation.CopyJoined(State);
        await SignInAsync("bob");

        var status = await BuiltProgram.KeywayAsync("status", "--state", State);

        Assert.Contains("AzureAdPrt : YES", status.Output, StringComparison.Ordinal);
        Assert.Contains("User Identity : bob@contoso.corp.com", status.Output, StringComparison.Ordinal);
        Assert.Contains("OnPremTgt : NO", status.Output, StringComparison.Ordinal);
        Assert.Matches(@"OnPremTgtError : KW24\d\d", status.Output);
    }

    [Fact]
    public async Task A_wrong_pin_is_tried_once_and_no_more()
    {
        organisation.CopyJoined(State);
        var key = _folder.Entry("throwaway.key");
        var pin = _folder.Write("wrong", "999999");
        await BuiltProgram.KeywayAsync("security-key", "create-software", key, "--pin-file", organisation.PinFile);

        var ran = await BuiltProgram.KeywayAsync("--state", State, "sign-in", "--key", key, "--pin-file", pin);
        var list = await BuiltProgram.KeywayAsync("security-key", "list", key, "--json");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("KW3007", ran.Error, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(list.Output);
        Assert.Equal(7, document.RootElement.GetProperty("keys")[0].GetProperty("pinRetries").GetInt32());
    }

    [Fact]
    public async Task Without_a_pin_file_and_without_a_terminal_nothing_is_tried()
    {
        organisation.CopyJoined(State);

        var ran = await BuiltProgram.KeywayAsync("--state", State, "sign-in", "--key", organisation.KeyOf("alice"));

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("KW3151", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_nobody_registered_signs_nobody_in()
    {
        organisation.CopyJoined(State);
        var key = _folder.Entry("stranger.key");
        await BuiltProgram.KeywayAsync("security-key", "create-software", key, "--pin-file", organisation.PinFile);

        var ran = await BuiltProgram.KeywayAsync("--state", State, "sign-in", "--key", key, "--pin-file", organisation.PinFile);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("KW3015", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_on_one_key_are_told_apart_by_name()
    {
        organisation.CopyJoined(State);
        var key = _folder.Entry("shared.key");
        await BuiltProgram.KeywayAsync("security-key", "create-software", key, "--pin-file", organisation.PinFile);
        foreach (var user in new[] { "alice", "bob" })
        {
            var registered = await BuiltProgram.KeywayWithInputAsync(
                await organisation.IssuePassAsync(user),
                "--state", State, "security-key", "register", "--user", $"{user}@{Organisation.Domain}", "--tap-file", "-", "--key", key, "--pin-file", organisation.PinFile);
            Assert.True(registered.ExitCode == 0, registered.Error);
        }

        string[] signIn = ["--state", State, "sign-in", "--key", key, "--pin-file", organisation.PinFile, "--domain-controller", "dc1=127.22.0.199"];
        var unnamed = await BuiltProgram.KeywayAsync(signIn);
        var named = await BuiltProgram.KeywayAsync([.. signIn, "--user", "BOB@contoso.corp.com"]);
        var absent = await BuiltProgram.KeywayAsync([.. signIn, "--user", "eve@contoso.corp.com"]);

        Assert.Equal(1, unnamed.ExitCode);
        Assert.Contains("KW3140", unnamed.Error, StringComparison.Ordinal);
        Assert.Contains("(bob@contoso.corp.com, alice@contoso.corp.com)", unnamed.Error, StringComparison.Ordinal);
        Assert.Contains("Signed in as bob@contoso.corp.com", named.Error, StringComparison.Ordinal);
        Assert.Contains("KW3141", absent.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_key_that_the_server_never_certified_is_refused()
    {
        organisation.CopyJoined(State);
        var device = new DeviceState(new DeviceFolder(State)).ReadDescription().Value;
        using var keys = new KeyFolders(new DeviceFolder(State)).Load(device.KeyFolder, new FileKeyStore()).Value;
        using var forged = Joined.Certify(keys.DeviceKey, $"CN={device.DeviceId:D}", device.TenantId, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        new DeviceState(new DeviceFolder(State)).Write(device with { Certificate = Convert.ToBase64String(forged.RawData) });

        var ran = await SignInAsync("alice");

        Assert.Equal(1, ran.ExitCode);
        Assert.Matches(@"^You are not signed in \(KW2[23]\d\d\)\.", ran.Error.Replace("Touch your security key now.\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_computer_joined_to_another_tenant_does_not_take_this_ones_tokens()
    {
        organisation.CopyJoined(State);
        var state = new DeviceState(new DeviceFolder(State));
        state.Write(state.ReadDescription().Value with { TenantId = Guid.NewGuid() });

        var ran = await SignInAsync("alice");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("You are not signed in (KW", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_computer_that_is_not_joined_signs_nobody_in()
    {
        var ran = await SignInAsync("alice");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("KW3110", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_pin_nor_keys_nor_tokens_are_printed()
    {
        organisation.CopyJoined(State);

        var ran = await SignInAsync("alice", "--json", "--domain-controller", "dc1=127.22.0.199");

        Assert.DoesNotContain("246810", ran.Output + ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", ran.Output + ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", ran.Output + ran.Error, StringComparison.Ordinal);
    }

    private Task<Ran> SignInAsync(string user, params string[] more) => BuiltProgram.KeywayAsync(
        ["--state", State, "sign-in", "--key", organisation.KeyOf(user), "--pin-file", organisation.PinFile, "--ccache", "FILE:" + _folder.Entry("cc"), .. more]);
}
