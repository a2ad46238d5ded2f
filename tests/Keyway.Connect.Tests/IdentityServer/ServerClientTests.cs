using System.Net;
using System.Text;
using Keyway.Connect.IdentityServer;
using Keyway.Errors;

namespace Keyway.Connect.Tests.IdentityServer;

public sealed class ServerClientTests : IDisposable
{
    private static readonly ServerCall Reading = new(HttpMethod.Get, "kerberosServers/publicationKey", Idempotent: true);

    private static readonly ServerCall Writing = new(HttpMethod.Post, "scim/v2/Bulk", Idempotent: false) { Body = "{}"u8.ToArray() };

    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task An_answer_comes_back_whatever_its_status()
    {
        await using var server = new HostileServer(_authority.Issue(), HostileServer.Answer("403 Forbidden", "no"));

        var reply = (await SendAsync(server, Reading with { Bearer = "token" })).Value;

        Assert.Equal((HttpStatusCode.Forbidden, "no"), (reply.Status, Encoding.UTF8.GetString(reply.Body)));
        Assert.Contains("Authorization: Bearer token", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_not_trusted()
    {
        using var other = new TestAuthority();
        await using var server = new HostileServer(other.Issue(), HostileServer.Answer("200 OK", "{}"));

        Assert.Equal(Catalogue.Connect.ServerNotTrusted, (await SendAsync(server, Reading with { Bearer = "token" })).Refusal.Error);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Without_a_CA_file_a_private_authority_is_not_trusted()
    {
        await using var server = new HostileServer(_authority.Issue(), HostileServer.Answer("200 OK", "{}"));
        using var client = ServerClient.Open(ServerAddress.Parse(server.Url).Value, null, TimeProvider.System).Value;

        Assert.Equal(Catalogue.Connect.ServerNotTrusted, (await client.SendAsync(Reading, TestContext.Current.CancellationToken)).Refusal.Error);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_not_trusted()
    {
        await using var server = new HostileServer(_authority.Issue("keyway.contoso.corp.com"), HostileServer.Answer("200 OK", "{}"));

        Assert.Equal(Catalogue.Connect.ServerNotTrusted, (await SendAsync(server, Reading)).Refusal.Error);
    }

    [Fact]
    public async Task An_expired_certificate_is_not_trusted()
    {
        await using var server = new HostileServer(_authority.Issue(until: DateTimeOffset.UtcNow.AddDays(-1)), HostileServer.Answer("200 OK", "{}"));

        Assert.Equal(Catalogue.Connect.ServerNotTrusted, (await SendAsync(server, Reading)).Refusal.Error);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = new HostileServer(_authority.Issue(), HostileServer.Answer("200 OK", "{}"));
        await using var server = new HostileServer(_authority.Issue(), HostileServer.Answer("307 Temporary Redirect", "", $"Location: {elsewhere.Url}/\r\n"));

        Assert.Equal(HttpStatusCode.TemporaryRedirect, (await SendAsync(server, Writing with { Bearer = "token" })).Value.Status);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task Reading_is_tried_again_when_the_server_is_overloaded()
    {
        await using var server = new HostileServer(_authority.Issue(), HostileServer.Answer("503 Service Unavailable", ""), HostileServer.Answer("429 Too Many Requests", ""), HostileServer.Answer("200 OK", "{}"));

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(server, Reading)).Value.Status);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Writing_is_never_sent_twice()
    {
        await using var server = new HostileServer(_authority.Issue(), HostileServer.Answer("503 Service Unavailable", ""), HostileServer.Answer("200 OK", "{}"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await SendAsync(server, Writing)).Value.Status);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task When_the_connection_breaks_after_writing_nobody_knows_what_was_done()
    {
        await using var server = new HostileServer(_authority.Issue());

        Assert.Equal(Catalogue.Connect.OutcomeUnknown, (await SendAsync(server, Writing)).Refusal.Error);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task When_the_connection_breaks_again_and_again_reading_gives_up()
    {
        await using var server = new HostileServer(_authority.Issue());

        Assert.Equal(Catalogue.Connect.ServerUnreachable, (await SendAsync(server, Reading)).Refusal.Error);

        // Below us, HttpClient tries three times more when a connection ends without an answer to a request without a body.
        Assert.InRange(server.Requests.Count, RetryPolicy.MaximumAttempts, 4 * RetryPolicy.MaximumAttempts);
    }

    [Fact]
    public async Task An_answer_that_announces_more_than_any_answer_holds_is_not_read()
    {
        await using var server = new HostileServer(_authority.Issue(), "HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n{");

        Assert.Equal(Catalogue.Connect.ServerAnswerTooLarge, (await SendAsync(server, Reading)).Refusal.Error);
    }

    [Theory]
    [InlineData("HTTP/9.9 999 \0\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZZ\r\n")]
    public async Task An_answer_that_is_no_HTTP_is_a_refusal(string answer)
    {
        await using var server = new HostileServer(_authority.Issue(), [.. Enumerable.Repeat(answer, 10)]);

        Assert.Equal(Catalogue.Connect.ServerUnreachable, (await SendAsync(server, Reading)).Refusal.Error);
    }

    [Fact]
    public async Task Nobody_there_is_out_of_reach_also_for_writing()
    {
        using var client = ServerClient.Open(ServerAddress.Parse("https://127.0.0.1:1").Value, _authority.CaFile, TimeProvider.System).Value;

        Assert.Equal(Catalogue.Connect.ServerUnreachable, (await client.SendAsync(Writing, TestContext.Current.CancellationToken)).Refusal.Error);
    }

    [Fact]
    public void A_CA_file_without_a_certificate_is_refused()
    {
        var empty = Path.GetTempFileName();
        try
        {
            Assert.Equal(Catalogue.Connect.CaFileUnusable, ServerTrust.Read(empty).Refusal.Error);
            File.WriteAllText(empty, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
            Assert.Equal(Catalogue.Connect.CaFileUnusable, ServerTrust.Read(empty).Refusal.Error);
            Assert.Equal(Catalogue.Connect.CaFileUnusable, ServerTrust.Read("/nowhere/ca.pem").Refusal.Error);
            Assert.Equal(Catalogue.Connect.CaFileUnusable, ServerTrust.Read("").Refusal.Error);
        }
        finally
        {
            File.Delete(empty);
        }
    }

    private async Task<Result<ServerReply>> SendAsync(HostileServer server, ServerCall call)
    {
        using var client = ServerClient.Open(ServerAddress.Parse(server.Url).Value, _authority.CaFile, TimeProvider.System).Value;
        return await client.SendAsync(call, TestContext.Current.CancellationToken);
    }
}
