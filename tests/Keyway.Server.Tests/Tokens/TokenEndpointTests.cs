using System.Net;
using System.Text;
using Keyway.Contracts;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.Tokens;

public sealed class TokenEndpointTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    private Client Client => new(_server.Http);

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("common", null)]
    [InlineData("organizations", "text/plain")]
    [InlineData("contoso.corp.com", "application/x-www-form-urlencoded")]
    [InlineData("CONTOSO.corp.com", "application/json")]
    public async Task A_nonce_is_given_whatever_the_content_type_says(string authority, string? contentType)
    {
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes("grant_type=srv_challenge"));
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        var nonce = (await Client.SendAsync(HttpMethod.Post, $"/{authority}/oauth2/token", content)).As(ContractsJson.Default.NonceResponse).Nonce;
        Assert.Matches("^[A-Za-z0-9_-]{54}$", nonce);
    }

    [Fact]
    public async Task The_tenants_id_is_an_authority_too()
    {
        var reply = await Client.TokenAsync(_server.Administrator.TenantId.ToString(), [("grant_type", "srv_challenge")]);
        Assert.Equal(HttpStatusCode.OK, reply.Status);
    }

    [Theory]
    [InlineData("", "KW2303")]
    [InlineData("grant_type", "KW2303")]
    [InlineData("grant_type=", "KW2303")]
    [InlineData("grant_type=srv_challenge&grant_type=srv_challenge", "KW2303")]
    [InlineData("grant_type=%73rv_challenge&gr%61nt_type=x", "KW2303")]
    [InlineData("grant_type=refresh_token&refresh_token=b", "KW2307")]
    [InlineData("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer", "KW2303")]
    [InlineData("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&request=a", "KW1600")]
    [InlineData("grant_type=urn:keyway:params:oauth:grant-type:security-key&assertion={}&request_nonce=a&resource=urn:keyway:graph", "KW2109")]
    [InlineData("grant_type=urn:keyway:params:oauth:grant-type:security-key&assertion=[[[[[[[[[[[[[[[[[[[[[[&request_nonce=a&resource=urn:keyway:graph", "KW2109")]
    [InlineData("\0\u0001\u00ff&=&==", "KW2303")]
    [InlineData("%zz=%", "KW2303")]
    public async Task A_malformed_form_is_refused(string body, string code)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
        (await Client.SendAsync(HttpMethod.Post, "/common/oauth2/token", content)).IsRefusal(code, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_whether_its_length_is_told_or_not()
    {
        using var told = new ByteArrayContent(new byte[64 * 1024 + 1]);
        (await Client.SendAsync(HttpMethod.Post, "/common/oauth2/token", told)).IsRefusal("KW2000", HttpStatusCode.RequestEntityTooLarge);
        using var untold = new StreamContent(new MemoryStream(new byte[256 * 1024]));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/common/oauth2/token") { Content = untold, Version = HttpVersion.Version11 };
        request.Headers.TransferEncodingChunked = true;
        using var reply = await _server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.StatusCode);
    }

    [Fact]
    public async Task A_refusal_has_the_vendors_form()
    {
        var error = System.Text.Json.JsonSerializer.Deserialize((await Client.TokenAsync(("grant_type", "x"))).Body, ContractsJson.Default.OAuthError)!;
        Assert.StartsWith("AADSTS70003: ", error.ErrorDescription, StringComparison.Ordinal);
        Assert.Contains("\r\nTrace ID: ", error.ErrorDescription, StringComparison.Ordinal);
        Assert.Equal([70003], error.ErrorCodes);
        Assert.Equal("KW2307", error.KeywayError);
        Assert.Matches("^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ$", error.Timestamp);
    }
}
