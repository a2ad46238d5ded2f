using System.Net;

namespace Keyway.Server.Tests.Hosting;

public sealed class PipelineTests
{
    [Fact]
    public async Task Health_is_answered_over_TLS_by_our_own_authority()
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal("ok\n", await server.Http.GetStringAsync("/health", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/scim/v2/nowhere")]
    [InlineData("/common/oauth2/nowhere")]
    public async Task An_address_without_endpoint_is_a_numbered_refusal(string path)
    {
        await using var server = await RunningServer.StartAsync();
        using var reply = await server.Http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        Assert.Contains("KW2006", await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("nosniff", reply.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task A_harmless_correlation_id_comes_back_and_a_harmful_one_does_not()
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal("a-b-1", await CorrelationAsync(server, "a-b-1"));
        Assert.NotEqual("<script>", await CorrelationAsync(server, "<script>"));
    }

    private static async Task<string> CorrelationAsync(RunningServer server, string sent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        request.Headers.TryAddWithoutValidation("client-request-id", sent);
        using var reply = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return reply.Headers.GetValues("client-request-id").Single();
    }
}
