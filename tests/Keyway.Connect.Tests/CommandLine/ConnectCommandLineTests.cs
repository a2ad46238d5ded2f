using System.Text.Json.Nodes;

namespace Keyway.Connect.Tests.CommandLine;

public sealed class ConnectCommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("keyway-connect-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("sync")]
    [InlineData("kerberos-server")]
    [InlineData("kerberos-server", "set", "--domain", "contoso.corp.com")]
    [InlineData("kerberos-server", "get", "--no-such-option")]
    [InlineData("polish")]
    public async Task A_command_line_that_is_not_understood_ends_with_2(params string[] arguments)
    {
        var (exitCode, _, errors) = await ProgramRun.StartAsync("", arguments);

        Assert.Equal(2, exitCode);
        Assert.NotEmpty(errors);
    }

    [Fact]
    public async Task Help_ends_with_0_and_names_the_exit_codes()
    {
        var (exitCode, output, _) = await ProgramRun.StartAsync("", "--help");

        Assert.Equal(0, exitCode);
        Assert.Contains("3  the domain and the identity server do not hold the same", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KW1446", "--domain", "contoso")]
    [InlineData("KW4000", "--server", "http://127.0.0.1:1")]
    [InlineData("KW4000", "--server", "https://admin:secret@127.0.0.1:1")]
    [InlineData("KW4000", "--nameserver", "dc1")]
    [InlineData("KW4000", "--domain-user", "CONTOSO\\administrator")]
    [InlineData("KW4001", "--connector-file", "/nowhere/connector.json")]
    [InlineData("KW4000", "--domain-ccache", "/tmp/krb5cc_0")]
    [InlineData("KW1500", "--name", "../AzureAD")]
    public async Task A_wrong_option_is_named_with_its_number_before_anything_is_reached(string number, string option, string value)
    {
        var arguments = new List<string>
        {
            "kerberos-server", "get", "--json", "--domain", "contoso.corp.com", "--server", "https://127.0.0.1:1", "--connector-file", Connector("contoso.corp.com"),
            "--domain-user", "administrator@contoso.corp.com", "--domain-password-file", "-",
        };
        var place = arguments.IndexOf(option);
        if (place >= 0)
            arguments[place + 1] = value;
        else
            arguments.AddRange([option, value]);

        var (exitCode, output, _) = await ProgramRun.StartAsync("password\n", arguments);

        Assert.Equal(2, exitCode);
        var json = JsonNode.Parse(output)!;
        Assert.Equal((number, "usage"), ((string?)json["error"]!["code"], (string?)json["outcome"]));
        Assert.Empty(json["steps"]!.AsArray());
    }

    [Fact]
    public async Task A_connector_of_another_domain_is_refused()
    {
        var (exitCode, _, errors) = await ProgramRun.StartAsync(
            "password\n", "sync", "--domain", "contoso.corp.com", "--server", "https://127.0.0.1:1", "--connector-file", Connector("fabrikam.corp.com"),
            "--domain-user", "administrator@contoso.corp.com", "--domain-password-file", "-");

        Assert.Equal(2, exitCode);
        Assert.Equal(3, errors.TrimEnd('\n').Split('\n').Length);
        Assert.StartsWith("Could not sync (KW4007).", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_terminal_a_missing_password_is_not_asked_for()
    {
        var (exitCode, _, errors) = await ProgramRun.StartAsync(
            "password\n", "sync", "--domain", "contoso.corp.com", "--server", "https://127.0.0.1:1", "--connector-file", Connector("contoso.corp.com"), "--domain-user", "administrator@contoso.corp.com");

        Assert.Equal(2, exitCode);
        Assert.Contains("KW4003", errors, StringComparison.Ordinal);
        Assert.Contains("--domain-password-file", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_nobody_runs_ends_with_4_and_leaves_no_connector_file()
    {
        var file = Path.Combine(_folder, "new.json");

        var (exitCode, _, errors) = await ProgramRun.StartAsync(
            "token\n", "connector", "register", "--domain", "contoso.corp.com", "--server", "https://127.0.0.1:1", "--connector-file", file, "--token-file", "-");

        Assert.Equal(4, exitCode);
        Assert.Contains("KW4010", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private string Connector(string domain)
    {
        var path = Path.Combine(_folder, domain + ".json");
        File.WriteAllText(path, $$"""{"clientId":"5f8c2d0e-8a57-4f0a-9a3f-2f3b9a1e7c11","displayName":"test","domainDnsName":"{{domain}}","clientSecret":"s"}""");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
