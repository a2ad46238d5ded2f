using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Keyway.Contracts.KerberosServers;
using Keyway.Server.KerberosServers;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Provisioning;

namespace Keyway.Server.Tests.KerberosServers;

/// <summary>K22, K11: where a Kerberos server's key is not, and that a former one is nowhere at all.</summary>
public sealed class KeyCustodyTests : IAsyncLifetime
{
    private readonly DirectoryFixture _fixture = new();

    private DateTimeOffset Now => _fixture.Server.Clock.GetUtcNow();

    public ValueTask InitializeAsync() => _fixture.InitializeAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task K22_a_published_key_appears_in_no_answer_no_log_no_record_and_no_file()
    {
        var connector = await _fixture.ConnectorAsync();
        var publisher = new Publisher(connector, Now);
        var administrator = await _fixture.AdministratorAsync();
        var answers = new List<string>();
        var jwe = await publisher.SealAsync(publisher.Publication);
        answers.Add((await publisher.PublishAsync(publisher.Publication)).Text);
        var alice = await connector.CreateUserAsync("alice", 1105);
        await connector.CreateGroupAsync("allowed", 1201, alice);
        var sessionKey = RandomNumberGenerator.GetBytes(32);
        var minted = Issue(alice, sessionKey);
        Assert.Null(minted.Error);
        answers.Add(minted.ToString() + minted.ClientKey + minted.MessageBuffer);

        // Answers of every kind, refusals and faults among them.
        answers.Add((await publisher.PublishAsync(publisher.Publication)).Text);
        answers.Add((await publisher.PublishAsync(publisher.Publication with { IssuedOn = Now.AddSeconds(2), Id = 0 })).Text);
        answers.Add((await publisher.PublishAsync(publisher.Publication with { IssuedOn = Now.AddSeconds(2), TicketKeyVersion = 0 }, ifMatch: "\"9\"")).Text);
        answers.Add((await publisher.PutAsync("nowhere.test/AzureADKerberos", jwe)).Text);
        answers.Add((await publisher.PutAsync($"{connector.Domain}/AzureADKerberos", Convert.ToBase64String(publisher.Key))).Text);
        answers.Add((await publisher.ReportAsync(new DriftReport(Now, 1, [new(DriftKind.KeyTooOld, "old")]))).Text);
        answers.Add((await publisher.ReportAsync(new DriftReport(Now, 1, [new(DriftKind.LinkMissing, "gone")]))).Text);
        foreach (var path in new[]
        {
            "/kerberosServers", $"/kerberosServers/{connector.Domain}", $"/kerberosServers/{connector.Domain}/AzureADKerberos", "/kerberosServers/publicationKey", "/health",
            $"/kerberosServers/{connector.Domain}/AzureADKerberos/explanations/{connector.User("alice", 1105)["externalId"]}", $"/scim/v2/Users/{alice}", "/scim/v2/Users", "/scim/v2/Groups",
        })
        {
            answers.Add((await administrator.SendAsync(HttpMethod.Get, path, (byte[]?)null)).Text);
        }

        var records = _fixture.Server.Get<Store>().Read(session => session.All("SELECT Activity || Detail FROM AuditEvent", row => row.GetString(0)));
        Assert.Contains(records, record => record.StartsWith("kerberos-server-published", StringComparison.Ordinal));
        Assert.NotEmpty(_fixture.Server.Log.Lines);
        foreach (var form in Forms(publisher.Key))
        {
            // The request that named the key as its publication is refused without repeating it.
            Assert.DoesNotContain(answers, answer => answer.Contains(form, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(records, record => record.Contains(form, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(_fixture.Server.Log.Lines, line => line.Contains(form, StringComparison.OrdinalIgnoreCase));
        }

        AssertInNoFile(publisher.Key);
        await _fixture.Server.RestartAsync();
        AssertInNoFile(publisher.Key);
    }

    [Fact]
    public async Task K11_after_a_rotation_the_former_key_is_gone_from_the_store_even_in_its_sealed_form()
    {
        var connector = await _fixture.ConnectorAsync();
        var publisher = new Publisher(connector, Now);
        await publisher.PublishedAsync(publisher.Publication);
        var alice = await connector.CreateUserAsync("alice", 1105);
        await connector.CreateGroupAsync("allowed", 1201, alice);
        Assert.Null(Issue(alice, new byte[32]).Error);
        var former = SealedKey(connector.Domain)!;
        Assert.True(InFiles(former));

        var next = RandomNumberGenerator.GetBytes(32);
        await publisher.PublishedAsync(publisher.Publication with { IssuedOn = Now.AddSeconds(1), TicketKeyVersion = 2, Key = Convert.ToBase64String(next) });
        await GoneAsync(former);
        Assert.Null(Issue(alice, new byte[32]).Error);
        var held = Assert.Single(_fixture.Server.Get<MintingKeys>().Of(connector.Domain));
        Assert.Equal(2, held.Key!.KeyVersion);
        AssertInNoFile(publisher.Key);
        AssertInNoFile(next);

        var current = SealedKey(connector.Domain)!;
        await publisher.RemoveAsync();
        await GoneAsync(current);
        Assert.Null(SealedKey(connector.Domain));
    }

    [Fact]
    public async Task K11_a_key_in_a_row_of_many_pages_is_gone_too()
    {
        var connector = await _fixture.ConnectorAsync();
        var publisher = new Publisher(connector, Now);
        // The sealed key stands behind the display name: with long names and lists it spills over to pages that a shorter row gives back.
        foreach (var (first, count) in new[] { (1, 300), (2, 333), (3, 367), (4, 400), (5, 433) })
        {
            var name = "server" + first;
            var publication = publisher.Publication with { Name = name, Id = first, DisplayName = new string('\u6f22', 256), DeniedSids = [.. Enumerable.Range(0, count).Select(rid => $"{connector.DomainSid}-{rid}")] };
            await publisher.PublishedAsync(publication);
            var former = _fixture.Server.Get<Store>().Read(session => session.First("SELECT SealedKey FROM KerberosServer WHERE NameKey = @p0", row => row.Bytes(0), name))!;
            // A report makes the row longer, and moves it.
            var reported = await connector.SendAsync(
                HttpMethod.Put, $"/kerberosServers/{connector.Domain}/{name}/drift",
                $$"""{"checkedOn":"{{Now:O}}","version":1,"findings":[{{string.Join(',', Enumerable.Repeat($$$"""{"kind":"KeyTooOld","detail":"{{{new string('x', 500)}}}"}""", 9))}}]}""");
            Assert.Equal(System.Net.HttpStatusCode.OK, reported.Status);
            await publisher.PublishedAsync(publication with { IssuedOn = Now.AddSeconds(first), TicketKeyVersion = 2, DisplayName = "", DeniedSids = [] });
            await GoneAsync(former);
        }
    }

    [Fact]
    public async Task K11_no_row_ever_has_two_keys()
    {
        var connector = await _fixture.ConnectorAsync();
        var publisher = new Publisher(connector, Now);
        for (var version = 1; version <= 4; version++)
            await publisher.PublishedAsync(publisher.Publication with { IssuedOn = Now.AddSeconds(version), TicketKeyVersion = version, Key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) });
        var rows = _fixture.Server.Get<Store>().Read(session => session.All("SELECT SealedKey FROM KerberosServer WHERE Domain = @p0", row => row.Bytes(0).Length, connector.Domain));
        // 32 bytes of key, and of sealing what every sealed secret has: room for one.
        Assert.InRange(Assert.Single(rows), 33, 63);
        Assert.Equal(3, _fixture.Server.Get<KerberosServerService>().Find(connector.Domain, "AzureADKerberos")!.PreviousTicketKeyVersion);
    }

    [Fact]
    public async Task K23_every_minted_ticket_leaves_its_line()
    {
        var connector = await _fixture.ConnectorAsync();
        var publisher = new Publisher(connector, Now);
        await publisher.PublishedAsync(publisher.Publication);
        var alice = await connector.CreateUserAsync("alice", 1105);
        await connector.CreateGroupAsync("allowed", 1201, alice);
        Assert.Null(Issue(alice, new byte[32]).Error);
        Assert.Null(Issue(alice, new byte[32]).Error);
        Assert.Equal(2, _fixture.Server.Log.Lines.Count(line =>
            line.Contains($"Partial TGT for {alice} by {connector.Domain}/AzureADKerberos, key version {(30775 << 16) | 1}", StringComparison.Ordinal)));
    }

    private Keyway.Contracts.SignIn.OnPremisesTicket Issue(string id, byte[] sessionKey) =>
        _fixture.Server.Get<PartialTicketIssuer>().Issue(_fixture.Accounts.Find(Guid.Parse(id))!, sessionKey, out _);

    private byte[]? SealedKey(string domain) =>
        _fixture.Server.Get<Store>().Read(session => session.First("SELECT SealedKey FROM KerberosServer WHERE Domain = @p0", row => row.BytesOrNull(0), domain));

    // The log of the store is emptied right behind the commit, by the writer's own thread.
    private async Task GoneAsync(byte[] bytes)
    {
        for (var wait = 0; InFiles(bytes); wait++)
        {
            Assert.True(wait < 100, "The former key still stands in the store.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private void AssertInNoFile(byte[] key)
    {
        Assert.False(InFiles(key));
        foreach (var form in Forms(key))
            Assert.False(InFiles(Encoding.ASCII.GetBytes(form)), form[..4]);
    }

    private bool InFiles(byte[] bytes)
    {
        foreach (var file in Directory.EnumerateFiles(_fixture.Server.Options.DataDirectory, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var content = new MemoryStream();
            stream.CopyTo(content);
            if (content.ToArray().AsSpan().IndexOf(bytes) >= 0)
                return true;
        }

        return false;
    }

    // Encodings shift with what stands before: without the last characters, which depend on what follows, base64 at each of three offsets.
    private static IEnumerable<string> Forms(byte[] key)
    {
        yield return Convert.ToHexStringLower(key);
        yield return Convert.ToHexString(key);
        yield return BitConverter.ToString(key);
        for (var offset = 0; offset < 3; offset++)
        {
            byte[] shifted = [.. new byte[offset], .. key];
            yield return Convert.ToBase64String(shifted)[4..40];
            yield return Base64Url.EncodeToString(shifted)[4..40];
        }
    }
}
