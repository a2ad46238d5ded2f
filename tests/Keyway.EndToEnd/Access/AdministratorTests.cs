using System.Text.Json.Nodes;
using Keyway.Lab;

namespace Keyway.EndToEnd.Access;

/// <summary>Who may sign in to the identity server with keyway-connect, and how: by key, by pass, by token, by certificate (families O06, O07).</summary>
[Collection(LabCollection.Name)]
public sealed class AdministratorTests(LabFixture fixture)
{
    private readonly ConnectDesk _desk = new(fixture.Lab, TestContext.Current.CancellationToken);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_administrator_signs_in_by_key_for_a_whole_journey() =>
        (await _desk.RunAsync(["kerberos-server", "get", .. _desk.InDomain, .. _desk.DomainAdministrator, .. _desk.Server, .. _desk.AdministratorsKey])).Done();

    [Fact]
    public async Task An_administrator_signs_in_by_pass_from_a_file_or_from_standard_input()
    {
        var pass = _desk.Secret("admin-pass", await fixture.Lab.Administration.IssuePassAsync(Domain.ServerAdministrator, Cancellation));
        (await _desk.RunAsync(["kerberos-server", "publication-key", .. _desk.Server, "--admin", Domain.ServerAdministrator, "--pass-file", pass])).Done();

        var secrets = new JsonObject
        {
            ["domainPassword"] = fixture.Lab.Record.DomainAdministratorPassword,
            ["serverSecret"] = await fixture.Lab.Administration.IssuePassAsync(Domain.ServerAdministrator, Cancellation),
        };
        string[] arguments = ["kerberos-server", "get", "--json", "--secrets-from-stdin", .. _desk.InDomain, "--domain-user", Domain.AdministratorUpn, .. _desk.Server, "--admin", Domain.ServerAdministrator];
        ConnectRun.Of(await fixture.Lab.Shell.RunAsync("keyway-connect", arguments, Cancellation, input: secrets.ToJsonString())).Done();
    }

    [Fact]
    public async Task A_person_without_the_role_is_refused_and_so_is_a_wrong_PIN()
    {
        (await _desk.RunAsync(["kerberos-server", "publication-key", .. _desk.Server, "--admin", Domain.Upn("alice"), "--key", fixture.Lab.Folder.SecurityKey("alice"), "--pin-file", fixture.Lab.Folder.PinFile])).Refused("KW4070");
        (await _desk.RunAsync(["kerberos-server", "publication-key", .. _desk.Server, "--admin", Domain.Upn("grace"), "--key", fixture.Lab.Folder.SecurityKey("grace"), "--pin-file", _desk.Secret("wrong-pin", "0000")])).Refused("KW3007");
    }

    [Fact]
    public async Task A_token_of_an_administrator_is_enough()
    {
        var token = await fixture.Lab.Shell.RunAsync(
            "keyway", ["access-token", .. _desk.Server, "--key", fixture.Lab.Folder.SecurityKey("admin"), "--pin-file", fixture.Lab.Folder.PinFile, "--resource", "urn:keyway:provisioning"], Cancellation);
        Assert.True(token.Succeeded, token.Said);

        (await _desk.RunAsync(["kerberos-server", "publication-key", .. _desk.Server, "--token-file", _desk.Secret("admin-token", token.Output.Trim())])).Done();
        (await _desk.RunAsync(["kerberos-server", "publication-key", .. _desk.Server, "--token-file", _desk.Secret("no-token", "abc.def.ghi")])).Refused("KW4012");
    }

    [Fact]
    public async Task A_connector_with_a_certificate_of_its_own_syncs_publishes_and_keeps_no_secret()
    {
        var file = _desk.Path("certified.json");
        var registered = (await _desk.RunAsync(
            ["connector", "register", "--domain", Domain.DnsName, "--connector-file", file, "--new-certificate", "--display-name", "by certificate", .. _desk.Server, .. _desk.AdministratorsKey])).Done();

        Assert.DoesNotContain("clientSecret", await File.ReadAllTextAsync(file, Cancellation), StringComparison.Ordinal);
        Assert.All(new[] { file, (string)registered.Json["keyFile"]! }, path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path)));
        string[] certified = [.. _desk.InDomain, .. _desk.DomainAdministrator, .. _desk.Server, "--connector-file", file];
        (await _desk.RunAsync(["kerberos-server", "get", .. certified])).Done();
        (await _desk.RunAsync(["sync", .. certified])).Done();

        // The same connector with another key is a stranger.
        var exchanged = JsonNode.Parse(await File.ReadAllTextAsync(file, Cancellation))!.AsObject();
        (await _desk.RunAsync(["connector", "register", "--domain", Domain.DnsName, "--connector-file", _desk.Path("other.json"), "--new-certificate", .. _desk.Server, .. _desk.AdministratorsKey])).Done();
        exchanged["keyFile"] = "other.pem";
        (await _desk.RunAsync(["kerberos-server", "publication-key", .. _desk.Server, "--connector-file", _desk.Secret("exchanged.json", exchanged.ToJsonString())])).Refused("KW4068");
        exchanged["certificateThumbprint"] = (string?)JsonNode.Parse(await File.ReadAllTextAsync(_desk.Path("other.json"), Cancellation))!["certificateThumbprint"];
        (await _desk.RunAsync(["kerberos-server", "publication-key", .. _desk.Server, "--connector-file", _desk.Secret("exchanged2.json", exchanged.ToJsonString())])).Refused("KW4012");
    }

    [Fact]
    public async Task The_config_file_makes_a_short_command_line()
    {
        var config = _desk.Secret("connect.json", new JsonObject
        {
            ["server"] = fixture.Lab.Record.ServerUrl.GetLeftPart(UriPartial.Authority),
            ["caFile"] = fixture.Lab.Folder.ServerAuthority,
            ["domain"] = Domain.DnsName,
            ["domainCaFile"] = fixture.Lab.Folder.DomainAuthority,
            ["connectorFile"] = "connector.json",
        }.ToJsonString());

        (await _desk.RunAsync(["kerberos-server", "get", "--config", config, .. _desk.DomainAdministrator])).Done();
    }
}
