using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.KerberosServers;
using Keyway.Server.Tests.Provisioning;

namespace Keyway.Server.Tests.KerberosServers;

/// <summary>How a Kerberos server's key comes in, and that it never comes out: families K10 to K12, K22.</summary>
public sealed class PublicationTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    private DateTimeOffset Now => fixture.Server.Clock.GetUtcNow();

    [Fact]
    public async Task A_published_server_shows_its_versions_and_never_its_key()
    {
        var publisher = new Publisher(await fixture.ConnectorAsync(), Now);
        await publisher.PublishedAsync(publisher.Publication);
        var shown = await publisher.GetAsync("/azureADkerberos");
        Assert.True(ContractsJson.TryRead(Encoding.UTF8.GetBytes(shown.Text), ContractsJson.Default.KerberosServerState, out var state));
        Assert.Equal((30775, 1585708L, "AzureADKerberos"), (state.CloudId, state.CloudKeyVersion, state.Name));
        var list = await publisher.GetAsync();
        Assert.Contains("krbtgt_30775", list.Text, StringComparison.Ordinal);
        foreach (var text in new[] { shown.Text, list.Text })
            Assert.DoesNotContain(Convert.ToBase64String(publisher.Key), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task K22_neither_key_stands_in_the_store_unsealed()
    {
        await using var alone = new DirectoryFixture();
        await alone.InitializeAsync();
        var publisher = new Publisher(await alone.ConnectorAsync(), alone.Server.Clock.GetUtcNow());
        await publisher.PublishedAsync(publisher.Publication);

        // The object identifier stands in every unsealed RSA key.
        var rsaEncryption = Convert.FromHexString("06092A864886F70D0101010500");
        foreach (var file in Directory.EnumerateFiles(alone.Server.Options.DataDirectory, "keyway.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var content = new MemoryStream();
            await stream.CopyToAsync(content, TestContext.Current.CancellationToken);
            Assert.Equal(-1, content.ToArray().AsSpan().IndexOf(publisher.Key));
            Assert.Equal(-1, content.ToArray().AsSpan().IndexOf(rsaEncryption));
        }
    }

    [Fact]
    public async Task K10_an_old_publication_is_refused_and_so_is_the_same_one_again()
    {
        var publisher = new Publisher(await fixture.ConnectorAsync(), Now);
        var publication = publisher.Publication with { IssuedOn = Now.AddTicks(7) };
        await publisher.PublishedAsync(publication);
        (await publisher.PublishAsync(publication)).AssertRefused(HttpStatusCode.Conflict, "KW2416");
        (await publisher.PublishAsync(publication with { IssuedOn = Now.AddSeconds(-1), TicketKeyVersion = 2 })).AssertRefused(HttpStatusCode.Conflict, "KW2416");
        await publisher.PublishedAsync(publication with { IssuedOn = Now.AddSeconds(1), TicketKeyVersion = 2, KeyVersion = 1586495 });
        Assert.Contains("1586495", (await publisher.GetAsync("/AzureADKerberos")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task K10_a_key_of_a_lower_version_is_refused_even_in_a_new_publication()
    {
        var publisher = new Publisher(await fixture.ConnectorAsync(), Now);
        await publisher.PublishedAsync(publisher.Publication with { TicketKeyVersion = 5 });
        (await publisher.PublishAsync(publisher.Publication with { IssuedOn = Now.AddSeconds(1), TicketKeyVersion = 4 })).AssertRefused(HttpStatusCode.Conflict, "KW2419");
    }

    [Fact]
    public async Task K12_a_removed_server_is_not_brought_back_by_an_old_publication()
    {
        var publisher = new Publisher(await fixture.ConnectorAsync(), Now);
        await publisher.SyncedAsync();
        var jwe = await publisher.SealAsync(publisher.Publication);
        var address = $"{publisher.Publication.DomainDnsName}/AzureADKerberos";
        Assert.Equal(HttpStatusCode.OK, (await publisher.PutAsync(address, jwe)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await publisher.RemoveAsync()).Status);
        (await publisher.GetAsync("/AzureADKerberos")).AssertRefused(HttpStatusCode.NotFound, "KW2410");
        (await publisher.RemoveAsync()).AssertRefused(HttpStatusCode.NotFound, "KW2410");
        (await publisher.PutAsync(address, jwe)).AssertRefused(HttpStatusCode.Conflict, "KW2416");
        await publisher.PublishedAsync(publisher.Publication with { IssuedOn = Now.AddSeconds(1), Id = 17530, DomainSid = "S-1-5-21-7-7-7" });
    }

    [Fact]
    public async Task K12_two_servers_of_a_domain_share_neither_branch_id_nor_disagree_about_the_domain()
    {
        var publisher = new Publisher(await fixture.ConnectorAsync(), Now);
        await publisher.PublishedAsync(publisher.Publication);
        (await publisher.PublishAsync(publisher.Publication with { Name = "second" })).AssertRefused(HttpStatusCode.Conflict, "KW2418");
        (await publisher.PublishAsync(publisher.Publication with { Name = "second", Id = 2, DomainSid = "S-1-5-21-7-7-7" })).AssertRefused(HttpStatusCode.Conflict, "KW2417");
        await publisher.PublishedAsync(publisher.Publication with { Name = "second", Id = 2 });
    }

    [Fact]
    public async Task A_publication_that_breaks_a_rule_is_refused_with_its_number()
    {
        var publisher = new Publisher(await fixture.ConnectorAsync(), Now);
        var good = publisher.Publication;
        (KerberosServerPublication Publication, string Code)[] cases =
        [
            (good with { TenantId = Guid.NewGuid() }, "KW2413"),
            (good with { DomainDnsName = "fabrikam.test" }, "KW2414"),
            (good with { IssuedOn = Now.AddMinutes(6) }, "KW2415"),
            (good with { Id = 0 }, "KW2412"),
            (good with { Id = 65536 }, "KW2412"),
            (good with { TicketKeyVersion = 65536 }, "KW2412"),
            (good with { TicketKeyVersion = -1 }, "KW2412"),
            (good with { KeyVersion = -1 }, "KW2412"),
            (good with { DomainSid = "S-1-5-32" }, "KW2412"),
            (good with { DomainSid = good.DomainSid + "-1105" }, "KW2412"),
            (good with { NetBiosName = "" }, "KW2412"),
            (good with { NetBiosName = "SIXTEENCHARACTER" }, "KW2412"),
            (good with { DisplayName = "a\nb" }, "KW2412"),
            (good with { Key = Convert.ToBase64String(new byte[16]) }, "KW2412"),
            (good with { Key = Convert.ToBase64String(new byte[33]) }, "KW2412"),
            (good with { Key = "not base64" }, "KW2412"),
            (good with { AllowedSids = ["Domain Users"] }, "KW2412"),
            (good with { DeniedSids = [.. Enumerable.Range(0, 1025).Select(index => $"S-1-5-32-{index}")] }, "KW2412"),
        ];
        foreach (var (publication, code) in cases)
            Assert.Contains(code, (await publisher.PublishAsync(publication)).Text, StringComparison.Ordinal);
        Assert.Contains("KW2414", (await publisher.PublishAsync(good, good.DomainDnsName + "/other")).Text, StringComparison.Ordinal);
        (await publisher.GetAsync("/AzureADKerberos")).AssertRefused(HttpStatusCode.NotFound, "KW2410");
    }

    [Fact]
    public async Task A_publication_sealed_to_another_key_is_refused()
    {
        var publisher = new Publisher(await fixture.ConnectorAsync(), Now);
        using var other = RSA.Create(3072);
        var jwe = PublicationJwe.Seal(other, JsonSerializer.SerializeToUtf8Bytes(publisher.Publication, ContractsJson.Default.KerberosServerPublication));
        (await publisher.PutAsync(publisher.Publication.DomainDnsName + "/AzureADKerberos", jwe)).AssertRefused(HttpStatusCode.BadRequest, "KW1602");
    }

    [Fact]
    public async Task O06_a_connector_publishes_reads_and_removes_in_its_own_domain_only()
    {
        var own = new Publisher(await fixture.ConnectorAsync(), Now);
        var foreignClient = await fixture.ConnectorAsync();
        var foreign = new Publisher(foreignClient, Now);
        await foreign.PublishedAsync(foreign.Publication);
        (await own.PublishAsync(own.Publication, foreignClient.Domain + "/AzureADKerberos")).AssertRefused(HttpStatusCode.Forbidden, "KW2411");
        (await own.PublishAsync(foreign.Publication, own.Publication.DomainDnsName + "/AzureADKerberos")).AssertRefused(HttpStatusCode.BadRequest, "KW2414");

        var thief = await fixture.ConnectorAsync();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Delete })
            (await thief.SendAsync(method, $"/kerberosServers/{foreignClient.Domain}/AzureADKerberos", (byte[]?)null)).AssertRefused(HttpStatusCode.Forbidden, "KW2411");
        (await thief.SendAsync(HttpMethod.Get, $"/kerberosServers/{foreignClient.Domain}", (byte[]?)null)).AssertRefused(HttpStatusCode.Forbidden, "KW2411");

    }

    [Fact]
    public async Task The_publication_key_is_strong_and_stays_the_same_after_a_restart()
    {
        await using var alone = new DirectoryFixture();
        await alone.InitializeAsync();
        var connector = await alone.ConnectorAsync();
        var key = await new Publisher(connector, Now).PublicationKeyAsync();
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(Convert.FromBase64String(key.SubjectPublicKeyInfo), out _);
        Assert.Equal((3072, PublicationJwe.KeyId(rsa)), (rsa.KeySize, key.KeyId));
        await alone.Server.RestartAsync();
        Assert.Equal(key, alone.Server.Get<Keyway.Server.KerberosServers.PublicationKeys>().Public());
    }

    [Fact]
    public async Task A_mutated_envelope_is_refused_and_never_a_fault()
    {
        var publisher = new Publisher(await fixture.ConnectorAsync(), Now);
        await publisher.SyncedAsync();
        var address = publisher.Publication.DomainDnsName + "/AzureADKerberos";
        var seed = Encoding.ASCII.GetBytes(await publisher.SealAsync(publisher.Publication));
        var random = new Random(7516);
        for (var round = 0; round < 120; round++)
        {
            var reply = await publisher.PutAsync(address, Encoding.Latin1.GetString(Mutation.Of(seed, random)));
            Assert.True(reply.Status is HttpStatusCode.OK or HttpStatusCode.Conflict || (reply.Status == HttpStatusCode.BadRequest && reply.Text.Contains("\"KW", StringComparison.Ordinal)), reply.Text);
        }
    }

    [Fact]
    public void An_authentic_publication_with_a_mutated_content_is_refused_or_read_and_never_throws()
    {
        var publication = new KerberosServerPublication(
            Guid.NewGuid(), Now, "AzureADKerberos", "contoso.test", "CONTOSO", "S-1-5-21-1-2-3", 1, "krbtgt_1", 1, 1, Now, Convert.ToBase64String(new byte[32]), ["S-1-5-21-1-2-3-513"], []);
        var seed = JsonSerializer.SerializeToUtf8Bytes(publication, ContractsJson.Default.KerberosServerPublication);
        var random = new Random(4);
        for (var round = 0; round < 5000; round++)
        {
            if (ContractsJson.TryRead(Mutation.Of(seed, random), ContractsJson.Default.KerberosServerPublication, out var mutated))
                Keyway.Server.KerberosServers.OpenedPublication.Check(mutated, publication.TenantId, "contoso.test", "AzureADKerberos", Now).TryGet(out _, out _);
        }
    }
}
