using Keyway.Connect.IdentityServer;
using Keyway.Connect.IdentityServer.SignIn;
using Keyway.Connect.Secrets;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.Tests.IdentityServer;

public sealed class ServerSessionTests : IDisposable
{
    private const string Token = """{"access_token":"abc.def.ghi","token_type":"Bearer","expires_in":600}""";

    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task One_token_serves_several_requests()
    {
        await using var server = new HostileServer(_authority.Issue(), HostileServer.Answer("200 OK", Token), HostileServer.Answer("200 OK", "1"), HostileServer.Answer("200 OK", "2"));
        using var session = (await OpenAsync(server)).Value;

        await session.SendAsync(new ServerCall(HttpMethod.Get, "a", true), TestContext.Current.CancellationToken);
        await session.SendAsync(new ServerCall(HttpMethod.Get, "b", true), TestContext.Current.CancellationToken);

        Assert.Equal(["POST /common/oauth2/token", "GET /a", "GET /b"], server.Requests.Select(request => string.Join(' ', request.Split(' ')[..2])));
        Assert.Contains("grant_type=client_credentials&client_id=5f8c2d0e-8a57-4f0a-9a3f-2f3b9a1e7c11&client_secret=s%26%3D%2B%20%C3%A9&resource=urn%3Akeyway%3Aprovisioning", server.Requests[0], StringComparison.Ordinal);
        Assert.All(server.Requests.Skip(1), request => Assert.Contains("Authorization: Bearer abc.def.ghi\r\n", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_that_is_about_to_end_is_renewed()
    {
        var shortLived = HostileServer.Answer("200 OK", Token.Replace("600", "30", StringComparison.Ordinal));
        await using var server = new HostileServer(_authority.Issue(), shortLived, shortLived, HostileServer.Answer("200 OK", "1"));
        using var session = (await OpenAsync(server)).Value;

        await session.SendAsync(new ServerCall(HttpMethod.Get, "a", true), TestContext.Current.CancellationToken);

        Assert.Equal(2, server.Requests.Count(request => request.StartsWith("POST /common/oauth2/token", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_refused_connector_learns_the_servers_words()
    {
        await using var server = new HostileServer(_authority.Issue(), HostileServer.Answer(
            "401 Unauthorized",
            """{"error":"invalid_client","error_description":"AADSTS7000215: unknown client\r\nTrace ID: 1","error_codes":[7000215],"keyway_error":"KW2010","timestamp":"t","trace_id":"1","correlation_id":"1"}"""));

        var refusal = (await OpenAsync(server)).Refusal;

        Assert.Equal(Catalogue.Connect.ServerSignInRefused, refusal.Error);
        Assert.Equal("KW2010 AADSTS7000215: unknown client", refusal.Detail);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"access_token":"abc","token_type":"Bearer"}""")]
    [InlineData("""{"access_token":"abc\r\nX-Evil: 1","token_type":"Bearer","expires_in":600}""")]
    [InlineData("""{"access_token":"abc","token_type":"mac","expires_in":600}""")]
    [InlineData("""{"access_token":"abc","token_type":"Bearer","expires_in":-1}""")]
    [InlineData("""{"access_token":"abc","token_type":"Bearer","expires_in":2147483648}""")]
    [InlineData("""{"access_token":"abc","access_token":"def","token_type":"Bearer","expires_in":600}""")]
    public async Task A_token_that_is_none_is_refused(string body)
    {
        await using var server = new HostileServer(_authority.Issue(), HostileServer.Answer("200 OK", body));

        Assert.Equal(Catalogue.Connect.ServerAnswerMalformed, (await OpenAsync(server)).Refusal.Error);
    }

    private async Task<Result<ServerSession>> OpenAsync(HostileServer server)
    {
        var connector = new ConnectorIdentity(new Guid("5f8c2d0e-8a57-4f0a-9a3f-2f3b9a1e7c11"), "dc1", "contoso.corp.com");
        return await ServerSession.OpenAsync(
            new ServerAccess(ServerAddress.Parse(server.Url).Value, _authority.CaFile, new SecretSignIn(connector, "s&=+ é")), new StepLog(null, TimeProvider.System), TimeProvider.System, TestContext.Current.CancellationToken);
    }
}
