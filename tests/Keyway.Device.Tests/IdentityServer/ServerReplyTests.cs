using System.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Device.IdentityServer;
using Keyway.Errors;

namespace Keyway.Device.Tests.IdentityServer;

public sealed class ServerReplyTests
{
    private static readonly KeywayError Known = Catalogue.Tokens.JwsMalformed;

    [Fact]
    public void A_refusal_of_the_token_endpoint_keeps_its_number_and_gets_our_words()
    {
        var refusal = Read(400, JsonSerializer.SerializeToUtf8Bytes(
            new OAuthError("invalid_grant", "AADSTS1: whatever the server says", [1], Known.Code, "t", "trace-1", "c"), ContractsJson.Default.OAuthError));

        Assert.Equal(Known, refusal.Error);
        Assert.Equal("trace trace-1", refusal.Detail);
    }

    [Fact]
    public void A_refusal_of_the_join_keeps_its_number()
    {
        var refusal = Read(400, JsonSerializer.SerializeToUtf8Bytes(new DeviceJoinError(Known.Code, "m", "trace-2", "t"), ContractsJson.Default.DeviceJoinError));

        Assert.Equal((Known, "trace trace-2"), (refusal.Error, refusal.Detail));
    }

    [Fact]
    public void A_refusal_of_the_graph_keeps_its_number()
    {
        var refusal = Read(403, JsonSerializer.SerializeToUtf8Bytes(new GraphErrorResponse(new GraphError(Known.Code, "m")), ContractsJson.Default.GraphErrorResponse));

        Assert.Equal(Known, refusal.Error);
    }

    [Fact]
    public void A_number_of_a_newer_server_is_shown_with_the_servers_words()
    {
        var refusal = Read(400, Encoding.UTF8.GetBytes("""{"error":{"code":"KW2099","message":"A new cause."}}"""));

        Assert.Equal(("KW2099", "A new cause."), (refusal.Code, refusal.Error.Cause));
    }

    [Theory]
    [InlineData("KW3190")]
    [InlineData("KW0001")]
    [InlineData("KW99999")]
    [InlineData("KW+234")]
    [InlineData("teapot")]
    [InlineData("")]
    public void A_number_that_no_server_has_is_not_believed(string code)
    {
        var refusal = Read(400, JsonSerializer.SerializeToUtf8Bytes(new GraphErrorResponse(new GraphError(code, "words")), ContractsJson.Default.GraphErrorResponse));

        Assert.Equal(Catalogue.Device.ServerRefused, refusal.Error);
    }

    [Fact]
    public void Words_of_a_server_cannot_steer_the_terminal()
    {
        var refusal = Read(400, Encoding.UTF8.GetBytes("""{"error":{"code":"KW2098","message":"\u001b[2Jall is well\r\n\u202e"}}"""));

        Assert.Equal("?[2Jall is well???", refusal.Error.Cause);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(404)]
    [InlineData(500)]
    public void A_reply_without_a_form_is_refused_with_its_status(int status)
    {
        var refusal = Read(status, "<html>"u8.ToArray());

        Assert.Equal((Catalogue.Device.ServerRefused, $"HTTP {status}"), (refusal.Error, refusal.Detail));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"access_token\":null,\"token_type\":\"Bearer\",\"expires_in\":1}")]
    [InlineData("{\"access_token\":\"a\",\"access_token\":\"b\",\"token_type\":\"Bearer\",\"expires_in\":1}")]
    [InlineData("{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":99999999999999}")]
    public void A_success_that_is_not_the_expected_document_is_refused(string body) =>
        Assert.Equal(Catalogue.Device.ServerReplyMalformed, Read(200, Encoding.UTF8.GetBytes(body)).Error);

    private static Refusal Read(int status, byte[] body) => new ServerReply(status, body).Read(ContractsJson.Default.TokenResponse).Refusal;
}
