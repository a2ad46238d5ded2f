namespace Keyway.Device.Tests.RealServer;

[Collection(OrganisationCollection.Name)]
public sealed class RegistrationTests(Organisation organisation) : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_registered_key_lets_its_owner_register_another_one()
    {
        var key = await NewKeyAsync();

        var ran = await BuiltProgram.KeywayAsync(
            ["security-key", "register", .. organisation.Server, "--user", $"alice@{Organisation.Domain}",
                "--registered-key", organisation.KeyOf("alice"), "--registered-key-pin-file", organisation.PinFile,
                "--key", key, "--pin-file", organisation.PinFile, "--name", "Second key"]);

        Assert.True(ran.ExitCode == 0, ran.Error);
        Assert.Contains("Registered \"Second key\" for alice@contoso.corp.com.", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_registered_once_for_a_person()
    {
        var ran = await BuiltProgram.KeywayAsync(
            ["security-key", "register", .. organisation.Server, "--user", $"alice@{Organisation.Domain}",
                "--registered-key", organisation.KeyOf("alice"), "--registered-key-pin-file", organisation.PinFile,
                "--key", organisation.KeyOf("alice"), "--pin-file", organisation.PinFile]);

        Assert.Equal(1, ran.ExitCode);
        Assert.Matches(@"\(KW30(16|05|04)\)|\(KW304\d\)", ran.Error);
    }

    [Fact]
    public async Task A_pass_that_is_used_up_registers_nothing()
    {
        var pass = await organisation.IssuePassAsync("bob");
        string[] register = ["security-key", "register", .. organisation.Server, "--user", $"bob@{Organisation.Domain}", "--tap-file", "-", "--pin-file", organisation.PinFile];

        var first = await BuiltProgram.KeywayWithInputAsync(pass, [.. register, "--key", await NewKeyAsync()]);
        var second = await BuiltProgram.KeywayWithInputAsync(pass, [.. register, "--key", await NewKeyAsync()]);

        Assert.Equal((0, 1), (first.ExitCode, second.ExitCode));
        Assert.Contains("KW2120", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_proof_and_without_a_terminal_nothing_is_registered()
    {
        var ran = await BuiltProgram.KeywayAsync(["security-key", "register", .. organisation.Server, "--user", $"bob@{Organisation.Domain}", "--key", organisation.KeyOf("bob"), "--pin-file", organisation.PinFile]);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("KW3150", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_software_key_never_takes_the_place_of_another_file()
    {
        var path = _folder.Write("precious", "text");

        var ran = await BuiltProgram.KeywayAsync("security-key", "create-software", path, "--pin-file", organisation.PinFile);

        Assert.Equal(1, ran.ExitCode);
        Assert.Equal("text", File.ReadAllText(path));
    }

    [Fact]
    public async Task A_key_that_refuses_its_first_pin_is_not_left_behind()
    {
        var path = _folder.Entry("short.key");

        var ran = await BuiltProgram.KeywayAsync("security-key", "create-software", path, "--pin-file", _folder.Write("pin", "12"));

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("KW3012", ran.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    private async Task<string> NewKeyAsync()
    {
        var path = _folder.Entry(Guid.NewGuid().ToString("N") + ".key");
        var made = await BuiltProgram.KeywayAsync("security-key", "create-software", path, "--pin-file", organisation.PinFile);
        Assert.True(made.ExitCode == 0, made.Error);
        return path;
    }
}
