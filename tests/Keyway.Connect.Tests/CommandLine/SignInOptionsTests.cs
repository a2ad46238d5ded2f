using System.Text.Json.Nodes;

namespace Keyway.Connect.Tests.CommandLine;

/// <summary>Who signs in, as the real program reads it from its command line, its files and its standard input.</summary>
public sealed class SignInOptionsTests : IDisposable
{
    private const string Account = """{"domain":"contoso.corp.com","name":"AzureADKerberos","userPrincipalName":"AzureADKerberos$@contoso.corp.com","password":"Acc0unt-secret"}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("keyway-connect-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Nobody_who_signs_in_is_told_with_the_ways_there_are()
    {
        var error = await RefuseAsync("", "kerberos-server", "get", "--domain", "contoso.corp.com", "--domain-user", "a@contoso.corp.com", "--domain-password-file", File("pw", "x"), "--server", "https://127.0.0.1:1");

        Assert.Equal("KW4071", (string?)error["code"]);
        Assert.Equal("to the identity server: --connector-file, --token-file, --admin", (string?)error["detail"]);
    }

    [Theory]
    [InlineData("KW4000", "--admin", "admin@contoso.corp.com", "--token-file", "TOKEN")]
    [InlineData("KW4000", "--key", "auto", "--token-file", "TOKEN")]
    [InlineData("KW4000", "--pass-file", "PASS", "--token-file", "TOKEN")]
    [InlineData("KW4000", "--admin", "admin@contoso.corp.com", "--pass-file", "PASS", "--key", "auto")]
    [InlineData("KW4000", "--admin", "CONTOSO\\admin", "--pass-file", "PASS")]
    [InlineData("KW4002", "--token-file", "EXPOSED")]
    [InlineData("KW4002", "--admin", "admin@contoso.corp.com", "--pass-file", "EXPOSED")]
    [InlineData("KW4002", "--admin", "admin@contoso.corp.com", "--pin-file", "EXPOSED")]
    [InlineData("KW4001", "--token-file", "HOSTILE")]
    public async Task One_way_is_chosen_and_its_secret_is_its_owners(string number, params string[] options)
    {
        var named = options.Select(option => option switch
        {
            "TOKEN" => File("token", "abc.def.ghi"),
            "PASS" => File("pass", "Temp-Pass-1"),
            "EXPOSED" => File("exposed", "secret", 0b110_100_000),
            "HOSTILE" => File("hostile", "abc\nX-Evil: 1"),
            _ => option,
        });

        var error = await RefuseAsync("", ["kerberos-server", "publication-key", "--server", "https://127.0.0.1:1", .. named]);

        Assert.Equal(number, (string?)error["code"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Passw0rd!")]
    [InlineData("""{"domainPassword":"Passw0rd!","domainPassword":"other"}""")]
    [InlineData("""{"password":"Passw0rd!"}""")]
    [InlineData("""{"domainPassword":""}""")]
    [InlineData("""{"domainPassword":["Passw0rd!"]}""")]
    public async Task Standard_input_that_is_not_the_object_is_refused_and_never_quoted(string input)
    {
        var (exitCode, output, errors) = await ProgramRun.StartAsync(
            input, "kerberos-server", "get", "--json", "--secrets-from-stdin", "--domain", "contoso.corp.com", "--domain-user", "a@contoso.corp.com",
            "--server", "https://127.0.0.1:1", "--token-file", File("token", "abc"));

        Assert.Equal(2, exitCode);
        Assert.Contains((string?)JsonNode.Parse(output)!["error"]!["code"], new[] { "KW4062", "KW4001" });
        Assert.DoesNotContain("Passw0rd", output + errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_of_standard_input_reach_both_sides_and_no_output()
    {
        var (exitCode, output, errors) = await ProgramRun.StartAsync(
            """{"domainPassword":"Passw0rd!","serverSecret":"Temp-Pass-1"}""",
            "kerberos-server", "get", "--json", "--secrets-from-stdin", "--domain", "contoso.corp.com", "--domain-user", "a@contoso.corp.com", "--domain-controller", "dc1.contoso.corp.com=127.0.0.1",
            "--server", "https://127.0.0.1:1", "--admin", "admin@contoso.corp.com");

        // Everything was read; nobody is there to be reached.
        Assert.True(exitCode is 1 or 4, output);
        Assert.DoesNotContain("Passw0rd", output + errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Temp-Pass", output + errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0b110_000_000, "contoso.corp.com", "KW1449|KW1440|KW1441|KW1447|KW14")]
    [InlineData(0b110_100_000, "contoso.corp.com", "KW4002")]
    [InlineData(0b110_000_000, "fabrikam.corp.com", "KW4048")]
    public async Task The_own_account_signs_in_by_its_file_alone(int mode, string domain, string number)
    {
        var error = await RefuseAsync(
            "", "kerberos-server", "get", "--domain", domain, "--account-file", File("account", Account, mode), "--domain-controller", "dc1.contoso.corp.com=127.0.0.1",
            "--server", "https://127.0.0.1:1", "--token-file", File("token", "abc"));

        Assert.Matches(number, (string?)error["code"]);
        Assert.DoesNotContain("Acc0unt-secret", error.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_config_file_says_what_options_leave_out_and_options_win()
    {
        var config = File("connect.json", """{"server":"http://127.0.0.1:1","domain":"fabrikam","connectorFile":"nowhere.json"}""");

        Assert.Equal("KW1446", (string?)(await RefuseAsync("", "sync", "--config", config, "--domain-user", "a@contoso.corp.com", "--domain-password-file", File("pw", "x")))["code"]);
        Assert.Equal("KW4000", (string?)(await RefuseAsync("", "sync", "--config", config, "--domain", "contoso.corp.com", "--domain-user", "a@contoso.corp.com", "--domain-password-file", File("pw", "x")))["code"]);
        var error = await RefuseAsync(
            "", "sync", "--config", config, "--domain", "contoso.corp.com", "--server", "https://127.0.0.1:1", "--domain-user", "a@contoso.corp.com", "--domain-password-file", File("pw", "x"));
        Assert.Equal(("KW4001", Path.Combine(_folder, "nowhere.json")), ((string?)error["code"], (string?)error["detail"]));
    }

    [Fact]
    public async Task A_config_file_that_others_write_chooses_no_server()
    {
        var config = File("connect.json", """{"server":"https://evil.example"}""", 0b110_110_110);

        Assert.Equal("KW4061", (string?)(await RefuseAsync("", "kerberos-server", "publication-key", "--config", config, "--token-file", File("token", "abc")))["code"]);
    }

    private string File(string name, string content, int mode = 0b110_000_000)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, content);
        System.IO.File.SetUnixFileMode(path, (UnixFileMode)mode);
        return path;
    }

    private static async Task<JsonNode> RefuseAsync(string input, params string[] arguments)
    {
        var (exitCode, output, errors) = await ProgramRun.StartAsync(input, [.. arguments, "--json"]);
        Assert.True(exitCode is 1 or 2 or 4, output + errors);
        return JsonNode.Parse(output)!["error"]!;
    }
}
