using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Keyway.Contracts.Provisioning;

namespace Keyway.Server.Tests.Provisioning;

/// <summary>Computers that a domain announces for a hybrid join, and the attacks on it: families D03, K18, O06 and O07.</summary>
public sealed class ComputersTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    private static readonly Lazy<RSA> Key = new(() => RSA.Create(2048));

    [Fact]
    public async Task A_connector_announces_a_computer_and_reads_the_same_back()
    {
        var connector = await fixture.ConnectorAsync();
        var anchor = Guid.NewGuid();
        var created = await connector.PostAsync("Devices", Computer(connector, anchor, 1301));
        Assert.True(created.Status == HttpStatusCode.Created, created.Text);
        Assert.Equal((anchor.ToString("D"), "W/\"1\""), (created.Id, created.ETag));
        Assert.False(created.Json["registered"]!.GetValue<bool>());
        var read = await connector.GetAsync("Devices/" + anchor);
        Assert.Equal(created.Text, read.Text);
        Assert.Equal(read.Json["meta"]!["location"]!.GetValue<string>(), $"https://localhost/scim/v2/Devices/{anchor}");
        Assert.Equal("W/\"1\"", (await connector.PutAsync("Devices/" + anchor, created.Json)).ETag);
    }

    [Fact]
    public async Task A_computer_is_changed_by_patch_found_by_filter_and_taken_away()
    {
        var connector = await fixture.ConnectorAsync();
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());
        await connector.PostAsync("Devices", Computer(connector, one, 1301));
        await connector.PostAsync("Devices", Computer(connector, two, 1302));
        var patched = await connector.PatchAsync("Devices/" + one, ScimClient.Patch("Replace", "active", "False"));
        Assert.Equal((HttpStatusCode.OK, false, "W/\"2\""), (patched.Status, patched.Json["active"]!.GetValue<bool>(), patched.ETag));
        foreach (var filter in new[]
        {
            $"externalId eq \"{one}\"", $"id eq \"{one}\"", "active eq false", $"{ScimSchemas.OnPremises}:securityIdentifier eq \"{connector.DomainSid}-1301\"",
            $"{ScimSchemas.OnPremises}:samAccountName eq \"PC1301$\" and operatingSystem co \"linux\"",
        })
        {
            var found = await connector.GetAsync("Devices?attributes=id&filter=" + Uri.EscapeDataString(filter));
            Assert.Equal([one.ToString("D")], found.Json["Resources"]!.AsArray().Select(device => device!["id"]!.GetValue<string>()));
        }

        Assert.Null((await connector.PatchAsync("Devices/" + one, ScimClient.Patch("remove", "operatingSystem", null))).Json["operatingSystem"]);
        (await connector.DeleteAsync("Devices/" + one, "W/\"1\"")).AssertRefused(HttpStatusCode.PreconditionFailed, "KW2511");
        Assert.Equal(HttpStatusCode.NoContent, (await connector.DeleteAsync("Devices/" + one)).Status);
        (await connector.GetAsync("Devices/" + one)).AssertRefused(HttpStatusCode.NotFound, "KW2510");
        Assert.Equal(1, (await connector.GetAsync("Devices")).Json["totalResults"]!.GetValue<int>());
    }

    [Fact]
    public async Task Computers_go_into_bulk_requests()
    {
        var connector = await fixture.ConnectorAsync();
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());
        var foreign = Computer(connector, two, 1302);
        foreign["certificates"] = new JsonArray(Certificate($"CN={one}"));
        var reply = await connector.PostAsync("Bulk", BulkTests.Request(
        [
            BulkTests.Operation("POST", "/Devices", "one", Computer(connector, one, 1301)),
            BulkTests.Operation("POST", "/Devices", "two", foreign),
            BulkTests.Operation("PATCH", "/Devices/bulkId:one", null, ScimClient.Patch("replace", "displayName", "renamed")),
            BulkTests.Operation("PUT", "/Devices/" + one, null, Computer(connector, one, 1301)),
            BulkTests.Operation("DELETE", "/Devices/" + one, null, null),
        ]));
        Assert.Equal(["201", "400", "200", "200", "204"], reply.Json["Operations"]!.AsArray().Select(result => result!["status"]!.GetValue<string>()));
        Assert.EndsWith($"/scim/v2/Devices/{one}", reply.Json["Operations"]![0]!["location"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task O06_only_the_connector_of_the_domain_writes_computers()
    {
        var (own, foreign) = (await fixture.ConnectorAsync(), await fixture.ConnectorAsync());
        var administrator = await fixture.AdministratorAsync();
        var anchor = Guid.NewGuid();
        (await administrator.PostAsync("Devices", Computer(own, anchor, 1301))).AssertRefused(HttpStatusCode.Forbidden, "KW2513");
        (await foreign.PostAsync("Devices", Computer(own, anchor, 1301))).AssertRefused(HttpStatusCode.Forbidden, "KW2513");
        var bare = Computer(own, anchor, 1301);
        bare.Remove(ScimSchemas.OnPremises);
        (await own.PostAsync("Devices", bare)).AssertRefused(HttpStatusCode.BadRequest, "KW2515");
        await own.PostAsync("Devices", Computer(own, anchor, 1301));
        foreach (var client in new[] { administrator, foreign })
        {
            (await client.PatchAsync("Devices/" + anchor, ScimClient.Patch("replace", "active", false))).AssertRefused(HttpStatusCode.Forbidden, "KW2512");
            (await client.PutAsync("Devices/" + anchor, Computer(foreign, anchor, 1301))).AssertRefused(HttpStatusCode.Forbidden, "KW2512");
            (await client.DeleteAsync("Devices/" + anchor)).AssertRefused(HttpStatusCode.Forbidden, "KW2512");
        }

        (await foreign.GetAsync("Devices/" + anchor)).AssertRefused(HttpStatusCode.NotFound, "KW2510");
        Assert.Equal(0, (await foreign.GetAsync($"Devices?filter=id%20eq%20%22{anchor}%22")).Json["totalResults"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.OK, (await administrator.GetAsync("Devices/" + anchor)).Status);
        (await foreign.PostAsync("Devices", Computer(foreign, anchor, 1301))).AssertRefused(HttpStatusCode.Conflict, "KW2516");
        Assert.Contains(fixture.Server.Log.Lines, line => line.Contains("ALARM KW2512", StringComparison.Ordinal) && line.Contains(anchor.ToString("D"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task K18_anchor_and_SID_of_a_computer_never_change_and_two_never_share_one()
    {
        var connector = await fixture.ConnectorAsync();
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());
        await connector.PostAsync("Devices", Computer(connector, one, 1301));
        (await connector.PutAsync("Devices/" + one, Computer(connector, one, 1302))).AssertRefused(HttpStatusCode.BadRequest, "KW2518");
        (await connector.PatchAsync("Devices/" + one, ScimClient.Patch("replace", ScimSchemas.OnPremises + ":securityIdentifier", $"{connector.DomainSid}-500")))
            .AssertRefused(HttpStatusCode.BadRequest, "KW2518");
        (await connector.PutAsync("Devices/" + one, Computer(connector, two, 1301))).AssertRefused(HttpStatusCode.BadRequest, "KW2519");
        (await connector.PatchAsync("Devices/" + one, ScimClient.Patch("remove", "externalId", null))).AssertRefused(HttpStatusCode.BadRequest, "KW2505");
        (await connector.PatchAsync("Devices/" + one, ScimClient.Patch("replace", "registered", true))).AssertRefused(HttpStatusCode.BadRequest, "KW2505");
        (await connector.PostAsync("Devices", Computer(connector, two, 1301))).AssertRefused(HttpStatusCode.Conflict, "KW2517");
        (await connector.PostAsync("Devices", Computer(connector, one, 1301))).AssertRefused(HttpStatusCode.Conflict, "KW2516");
        Assert.Contains(fixture.Server.Log.Lines, line => line.Contains("ALARM KW2518", StringComparison.Ordinal) && line.Contains($"{connector.DomainSid}-500", StringComparison.Ordinal));
    }

    [Fact]
    public async Task D03_a_certificate_that_the_computer_did_not_make_for_itself_is_refused()
    {
        var connector = await fixture.ConnectorAsync();
        var anchor = Guid.NewGuid();
        using var weak = RSA.Create(1024);
        using var huge = RSA.Create(6144);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = RSA.Create(2048);
        var good = Convert.FromBase64String(Certificate($"CN={anchor}"));
        byte[] broken = [.. good];
        broken[^1] ^= 1;
        (string Certificate, string Code)[] cases =
        [
            (Certificate($"CN={Guid.NewGuid()}"), "KW2525"),
            (Certificate($"CN={anchor}, O=Contoso"), "KW2525"),
            (Certificate($"O={anchor}"), "KW2525"),
            (Certificate($"CN={anchor}x"), "KW2525"),
            (Certificate($"CN={anchor:B}"), "KW2525"),
            (Certificate($"CN={anchor}", weak), "KW2524"),
            (Certificate($"CN={anchor}", huge), "KW2524"),
            (Encoded(new CertificateRequest($"CN={anchor}", curve, HashAlgorithmName.SHA256)), "KW2524"),
            (SignedByAnother(anchor, other), "KW2524"),
            (Convert.ToBase64String(broken), "KW2524"),
            (Convert.ToBase64String([.. good, 0]), "KW2524"),
            (Convert.ToBase64String(good[..^1]), "KW2524"),
            (Convert.ToBase64String(new byte[4097]), "KW2524"),
            (Convert.ToBase64String([0x30, 0x80, 0, 0]), "KW2524"),
            ("", "KW2524"),
            ("not base64", "KW2524"),
        ];
        foreach (var (certificate, code) in cases)
        {
            var computer = Computer(connector, anchor, 1301);
            computer["certificates"] = new JsonArray(Certificate($"CN={anchor}"), certificate);
            (await connector.PostAsync("Devices", computer)).AssertRefused(HttpStatusCode.BadRequest, code);
        }

        var many = Computer(connector, anchor, 1301);
        many["certificates"] = new JsonArray([.. Enumerable.Range(0, 9).Select(_ => JsonValue.Create(Certificate($"CN={anchor}")))]);
        (await connector.PostAsync("Devices", many)).AssertRefused(HttpStatusCode.BadRequest, "KW2526");
        many["certificates"] = new JsonArray();
        (await connector.PostAsync("Devices", many)).AssertRefused(HttpStatusCode.BadRequest, "KW2526");
        many.Remove("certificates");
        (await connector.PostAsync("Devices", many)).AssertRefused(HttpStatusCode.BadRequest, "KW2526");
        Assert.Equal(0, (await connector.GetAsync("Devices")).Json["totalResults"]!.GetValue<int>());
    }

    [Fact]
    public async Task D03_mutated_certificates_are_taken_or_refused_and_never_a_fault()
    {
        var connector = await fixture.ConnectorAsync();
        var anchor = Guid.NewGuid();
        var seed = Convert.FromBase64String(Certificate($"CN={anchor}"));
        var random = new Random(5280);
        for (var round = 0; round < 300; round++)
        {
            byte[] mutated = [.. seed];
            for (var edits = random.Next(1, 4); edits > 0; edits--)
                mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            var computer = Computer(connector, anchor, 1301);
            computer["certificates"] = new JsonArray(Convert.ToBase64String(mutated));
            var reply = await connector.PostAsync("Devices", computer);
            Assert.True(mutated.AsSpan().SequenceEqual(seed) || reply.Status == HttpStatusCode.BadRequest, Convert.ToBase64String(mutated) + reply.Text);
        }
    }

    private static JsonObject Computer(ScimClient connector, Guid anchor, int rid) => new()
    {
        ["schemas"] = new JsonArray(ScimSchemas.Device, ScimSchemas.OnPremises),
        ["displayName"] = $"PC{rid}",
        ["active"] = true,
        ["externalId"] = anchor.ToString("D"),
        ["operatingSystem"] = "Linux",
        ["operatingSystemVersion"] = "12",
        ["certificates"] = new JsonArray(Certificate($"CN={anchor}")),
        [ScimSchemas.OnPremises] = new JsonObject { ["samAccountName"] = $"PC{rid}$", ["domainDnsName"] = connector.Domain, ["securityIdentifier"] = $"{connector.DomainSid}-{rid}" },
    };

    private static string Certificate(string subject, RSA? key = null) =>
        Encoded(new CertificateRequest(subject, key ?? Key.Value, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    private static string Encoded(CertificateRequest request)
    {
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(80));
        return Convert.ToBase64String(certificate.RawData);
    }

    private static string SignedByAnother(Guid anchor, RSA other)
    {
        var name = new X500DistinguishedName($"CN={anchor}");
        var request = new CertificateRequest(name, Key.Value, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.Create(
            name, X509SignatureGenerator.CreateForRSA(other, RSASignaturePadding.Pkcs1), DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(80), [1]);
        return Convert.ToBase64String(certificate.RawData);
    }
}
