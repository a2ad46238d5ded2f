using System.Text.Json;
using System.Text.Json.Nodes;
using Keyway.Contracts;
using Keyway.Lab;

namespace Keyway.EndToEnd.Access;

/// <summary>A site without a line: exported where only the domain is seen, published where only the server is (families K12, K22).</summary>
[Collection(LabCollection.Name)]
public sealed class BundleTests(LabFixture fixture)
{
    private readonly ConnectDesk _desk = new(fixture.Lab, TestContext.Current.CancellationToken);

    [Fact]
    public async Task What_is_exported_without_a_server_is_published_without_a_domain_controller()
    {
        var (key, fingerprint) = await FetchKeyAsync();
        (await _desk.BothAsync(["kerberos-server", "rotate"], "--force")).Done();
        var bundle = await ExportAsync(key, fingerprint, "round.bundle");

        // The publishing side has no option by which it could find a domain controller, and gets no password of the domain.
        var published = (await _desk.RunAsync(["kerberos-server", "publish", bundle, .. _desk.Server, .. _desk.AdministratorsKey])).Done();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(bundle));
        Assert.Equal(fingerprint, (string?)published.Json["bundle"]!["keyId"]);
        var both = (await _desk.BothAsync(["kerberos-server", "get"])).Done();
        Assert.Equal((long?)both.Json["kerberosServer"]!["KeyVersion"], (long?)published.Json["kerberosServer"]!["CloudKeyVersion"]);
        await fixture.SignIn.SignInAsync("alice", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_site_without_a_line_creates_rotates_and_exports_by_itself()
    {
        const string name = "Island";
        var (key, fingerprint) = await FetchKeyAsync();
        var account = _desk.Path("island-account.json");
        string[] there = [.. _desk.InDomain, .. _desk.DomainAdministrator, "--only-domain", "--name", name];
        try
        {
            (await _desk.RunAsync(["kerberos-server", "plan", .. there, "--allow-group", Domain.AllowedGroup])).Done();
            (await _desk.RunAsync(["kerberos-server", "set", .. there, "--allow-group", Domain.AllowedGroup, "--account-file", account])).Done();
            (await _desk.RunAsync(["kerberos-server", "rotate", .. there, "--force"])).Done();
            var bundle = _desk.Path("island.bundle");
            (await _desk.RunAsync(["kerberos-server", "export", .. _desk.InDomain, "--account-file", account, "--name", name,
                "--publication-key", key, "--fingerprint", fingerprint, "--out", bundle])).Done();

            (await _desk.RunAsync(["kerberos-server", "publish", bundle, .. _desk.Server, .. _desk.Connector])).Done();

            Assert.Equal("InStep", (string?)(await _desk.BothAsync(["kerberos-server", "get"], "--name", name)).Done().Json["verdict"]);
        }
        finally
        {
            (await _desk.BothAsync(["kerberos-server", "remove"], "--name", name, "--yes")).Done();
        }
    }

    [Fact]
    public async Task A_bundle_is_taken_once()
    {
        var (key, fingerprint) = await FetchKeyAsync();
        var bundle = await ExportAsync(key, fingerprint, "once.bundle");

        (await _desk.RunAsync(["kerberos-server", "publish", bundle, .. _desk.Server, .. _desk.Connector])).Done();

        (await _desk.RunAsync(["kerberos-server", "publish", bundle, .. _desk.Server, .. _desk.Connector])).Refused("KW2416");
    }

    [Fact]
    public async Task A_bundle_that_was_cut_changed_or_made_for_another_is_refused_with_a_number()
    {
        var (key, fingerprint) = await FetchKeyAsync();
        var bundle = await ExportAsync(key, fingerprint, "hostile.bundle");
        var whole = await File.ReadAllTextAsync(bundle, TestContext.Current.CancellationToken);

        await RefusedAsync(whole[..(whole.Length / 2)], "KW4075");
        await RefusedAsync(Changed(whole, json => json["keyId"] = "another"), "KW4075");
        await RefusedAsync(Changed(whole, json => json["tenantId"] = Guid.NewGuid().ToString()), "KW4076");
        await RefusedAsync(whole, "KW4077", "--domain", "fabrikam.corp.com");
        await RefusedAsync(Changed(whole, json => json["domainDnsName"] = "fabrikam.corp.com"), "KW4007");

        // What the label says is not what is sealed: the server opens it and sees.
        await RefusedAsync(Changed(whole, json => json["name"] = "Another"), "KW2414");
        await RefusedAsync(Changed(whole, json => json["publication"] = Flipped((string)json["publication"]!)), "KW");
        (await _desk.BothAsync(["kerberos-server", "get"])).Done();
    }

    [Fact]
    public async Task A_key_of_another_server_cannot_be_smuggled_into_an_export()
    {
        var (key, fingerprint) = await FetchKeyAsync();
        using var attacker = System.Security.Cryptography.RSA.Create(3072);
        var fake = new Contracts.KerberosServers.PublicationKey(
            Contracts.Jose.PublicationJwe.KeyId(attacker), Convert.ToBase64String(attacker.ExportSubjectPublicKeyInfo()), Guid.NewGuid());
        var exchanged = _desk.Secret("exchanged-key.json", JsonSerializer.Serialize(fake, ContractsJson.Default.PublicationKey));
        var bundle = _desk.Path("smuggled.bundle");
        string[] export = ["kerberos-server", "export", .. _desk.InDomain, .. _desk.DomainAdministrator, "--out", bundle];

        (await _desk.RunAsync([.. export, "--publication-key", exchanged, "--fingerprint", fingerprint])).Refused("KW4073");
        (await _desk.RunAsync([.. export, "--publication-key", exchanged])).Refused("KW4074");
        (await _desk.RunAsync([.. export, "--publication-key", _desk.Path("nowhere"), "--fingerprint", fingerprint])).Refused("KW4072");
        Assert.False(File.Exists(bundle));

        // Exported by who trusted the fake, it is no use at the genuine server.
        (await _desk.RunAsync([.. export, "--publication-key", exchanged, "--fingerprint", fake.KeyId])).Done();
        (await _desk.RunAsync(["kerberos-server", "publish", bundle, .. _desk.Server, .. _desk.Connector])).Refused("KW4076");
        Assert.NotEqual(key, exchanged);
    }

    [Fact]
    public async Task The_own_account_exports_by_its_file_alone_and_its_password_stands_nowhere_else()
    {
        var (key, fingerprint) = await FetchKeyAsync();
        var account = _desk.Path("account.json");
        File.Delete(account);
        (await _desk.BothAsync(["kerberos-server", "set"], "--account-file", account)).Done();
        var bundle = _desk.Path("own.bundle");

        var exported = (await _desk.RunAsync(
            ["kerberos-server", "export", .. _desk.InDomain, "--account-file", account, "--publication-key", key, "--fingerprint", fingerprint, "--out", bundle])).Done();

        var password = (string)JsonNode.Parse(await File.ReadAllTextAsync(account, TestContext.Current.CancellationToken))!["password"]!;
        Assert.DoesNotContain(password, exported.Json.ToJsonString() + await File.ReadAllTextAsync(bundle, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        (await _desk.RunAsync(["kerberos-server", "publish", bundle, .. _desk.Server, .. _desk.AdministratorsKey])).Done();

        // The file of a domain is of no use in another.
        (await _desk.RunAsync(["kerberos-server", "export", "--domain", "fabrikam.corp.com", "--account-file", account, "--publication-key", key, "--fingerprint", fingerprint, "--out", bundle])).Refused("KW4048");
    }

    [Fact]
    public async Task An_account_that_may_not_read_the_key_exports_nothing()
    {
        var (key, fingerprint) = await FetchKeyAsync();
        var bundle = _desk.Path("alice.bundle");

        (await _desk.RunAsync(["kerberos-server", "export", .. _desk.InDomain, .. _desk.Alice, "--publication-key", key, "--fingerprint", fingerprint, "--out", bundle])).Refused("KW1");

        Assert.False(File.Exists(bundle));
    }

    private async Task<(string File, string Fingerprint)> FetchKeyAsync()
    {
        var file = _desk.Path("publication-key.json");
        var fetched = (await _desk.RunAsync(["kerberos-server", "publication-key", "--out", file, .. _desk.Server, .. _desk.Connector])).Done();
        return (file, (string)fetched.Json["publicationKey"]!);
    }

    private async Task<string> ExportAsync(string key, string fingerprint, string name)
    {
        var bundle = _desk.Path(name);
        var exported = (await _desk.RunAsync(
            ["kerberos-server", "export", .. _desk.InDomain, .. _desk.DomainAdministrator, "--publication-key", key, "--fingerprint", fingerprint, "--out", bundle])).Done();
        Assert.Equal(bundle, (string?)exported.Json["bundle"]!["path"]);
        return bundle;
    }

    private async Task RefusedAsync(string content, string number, params string[] more) =>
        (await _desk.RunAsync(["kerberos-server", "publish", _desk.Secret("refused.bundle", content), .. _desk.Server, .. _desk.Connector, .. more])).Refused(number);

    private static string Changed(string bundle, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(bundle)!.AsObject();
        change(json);
        return json.ToJsonString();
    }

    private static string Flipped(string jwe)
    {
        var parts = jwe.Split('.');
        parts[3] = (parts[3][0] == 'A' ? 'B' : 'A') + parts[3][1..];
        return string.Join('.', parts);
    }
}
