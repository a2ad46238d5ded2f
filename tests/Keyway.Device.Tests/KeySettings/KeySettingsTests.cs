using System.Text.Json.Nodes;
using Keyway.Device.Tests.RealServer;
using Keyway.SecurityKeys;

namespace Keyway.Device.Tests.KeySettings;

/// <summary>The settings of a key, by the program as it is built.</summary>
public sealed class KeySettingsTests : IDisposable
{
    private const string Pin = "47110815";

    private readonly TestFolder _folder = new();

    private string Key => _folder.Entry("a.key");

    [Fact]
    public async Task A_pin_is_changed_with_both_from_standard_input_and_a_wrong_one_says_the_tries()
    {
        await MakeAsync();
        var wrong = await BuiltProgram.KeywayWithInputAsync("0000\n87654321\n", "security-key", "pin", "change", "--key", Key, "--pin-file", "-", "--new-pin-file", "-");
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("KW3007", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("7 tries left", wrong.Error, StringComparison.Ordinal);

        var changed = await RunAsync(Pin + "\n87654321\n", "pin", "change", "--pin-file", "-", "--new-pin-file", "-", "--json");
        Assert.Equal(8, (int)changed["pinRetries"]!);
        Assert.Equal("done", (string)changed["outcome"]!);

        var again = await BuiltProgram.KeywayWithInputAsync("1234\n", "security-key", "pin", "set", "--key", Key, "--new-pin-file", "-");
        Assert.Contains("KW3013", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_holds_until_the_reset_which_takes_everything()
    {
        await MakeAsync();
        Register("alice");
        Assert.Equal(8, (int)(await RunAsync(Pin + "\n", "pin", "policy", "--pin-file", "-", "--minimum-length", "8", "--json"))["minimumPinLength"]!);
        Assert.True((bool)(await RunAsync(Pin + "\n", "pin", "policy", "--pin-file", "-", "--force-change", "--json"))["pinChangeRequired"]!);
        var words = await BuiltProgram.KeywayAsync("security-key", "info", "--key", Key);
        Assert.Contains("must be changed before the key is used", words.Output, StringComparison.Ordinal);
        Assert.Contains("at least 8 characters", words.Output, StringComparison.Ordinal);
        Assert.Matches("Extensions .*hmac-secret", words.Output);

        // Nobody is there to be asked.
        var unasked = await BuiltProgram.KeywayAsync("security-key", "reset", "--key", Key);
        Assert.Equal(1, unasked.ExitCode);
        Assert.Contains("KW3033", unasked.Error, StringComparison.Ordinal);
        Assert.Contains("erases every account", unasked.Error, StringComparison.Ordinal);

        var reset = await RunAsync("", "reset", "--yes", "--json");
        Assert.Equal((false, 4, 100), ((bool)reset["pinSet"]!, (int)reset["minimumPinLength"]!, (int)reset["remainingCredentials"]!));
        await RunAsync("4711\n", "pin", "set", "--new-pin-file", "-", "--json");
    }

    [Fact]
    public async Task Accounts_are_listed_and_one_is_removed_by_its_id_when_that_is_confirmed()
    {
        await MakeAsync();
        Register("alice");
        Register("bob\u001b[2J");
        var shown = await BuiltProgram.KeywayWithInputAsync(Pin + "\n", "security-key", "credential", "list", "--key", Key, "--pin-file", "-");
        Assert.Contains("alice at login.contoso.example", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', shown.Output);

        var listed = (JsonArray)(await RunAsync(Pin + "\n", "credential", "list", "--pin-file", "-", "--json"))["credentials"]!;
        var id = (string)listed[0]!["id"]!;
        string[] remove = ["security-key", "credential", "remove", id, "--key", Key, "--pin-file", "-"];
        Assert.Contains("KW3033", (await BuiltProgram.KeywayWithInputAsync(Pin + "\n", remove)).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await BuiltProgram.KeywayWithInputAsync(Pin + "\n", [.. remove, "--yes"])).ExitCode);
        Assert.Contains("KW3031", (await BuiltProgram.KeywayWithInputAsync(Pin + "\n", [.. remove, "--yes"])).Error, StringComparison.Ordinal);
        Assert.Single((JsonArray)(await RunAsync(Pin + "\n", "credential", "list", "--pin-file", "-", "--json"))["credentials"]!);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("yes", false)]
    [InlineData("RESET", false)]
    [InlineData("reset", true)]
    public async Task At_a_terminal_only_the_typed_word_resets(string typed, bool erased)
    {
        await MakeAsync();

        // script gives the program a terminal. The folder's name has nothing that a shell reads.
        var ran = await BuiltProgram.RunAsync("script", ["--quiet", "--return", "--command", $"{BuiltProgram.Device} security-key reset --key {Key}", "/dev/null"], typed + "\n");
        Assert.Contains("Type reset to erase everything on the key", ran.Output, StringComparison.Ordinal);
        Assert.Equal(erased ? 0 : 1, ran.ExitCode);
        Assert.Equal(!erased, ran.Output.Contains("KW3033", StringComparison.Ordinal));
        Assert.Equal(!erased, (bool)(await RunAsync("", "info", "--json"))["pinSet"]!);
    }

    [Theory]
    [InlineData("security-key", "set up")]
    [InlineData("security-key pin set", "--new-pin-file")]
    [InlineData("security-key pin change", "--pin-file")]
    [InlineData("security-key pin policy", "--minimum-length")]
    [InlineData("security-key fingerprint", "sensor recognises")]
    [InlineData("security-key fingerprint enrol", "--name")]
    [InlineData("security-key fingerprint list", "--pin-file")]
    [InlineData("security-key fingerprint rename", "FINGER")]
    [InlineData("security-key fingerprint remove", "--yes")]
    [InlineData("security-key credential list", "--key")]
    [InlineData("security-key credential remove", "--yes")]
    [InlineData("security-key reset", "Erase everything")]
    [InlineData("security-key info", "what a security key can do")]
    public async Task Each_command_tells_its_options(string command, string told)
    {
        var help = await BuiltProgram.KeywayAsync([.. command.Split(' '), "--help"]);
        Assert.Equal(0, help.ExitCode);
        Assert.Contains(told, help.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task MakeAsync() =>
        Assert.Equal(0, (await BuiltProgram.KeywayWithInputAsync(Pin + "\n", "security-key", "create-software", Key, "--pin-file", "-")).ExitCode);

    private async Task<JsonObject> RunAsync(string input, params string[] arguments)
    {
        var ran = await BuiltProgram.KeywayWithInputAsync(input, ["security-key", .. arguments, "--key", Key]);
        Assert.True(ran.ExitCode == 0, ran.Error);
        return JsonNode.Parse(ran.Output)!.AsObject();
    }

    private void Register(string user)
    {
        using var device = SecurityKeyDevice.Open(Key).Value;
        var id = System.Text.Encoding.UTF8.GetBytes(user);
        Assert.True(device.MakeCredential(new("login.contoso.example", "Contoso", id, user, user, new byte[32]), Pin, TestContext.Current.CancellationToken).Succeeded);
    }
}
