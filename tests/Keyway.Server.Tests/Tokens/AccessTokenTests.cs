using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;
using Keyway.Server.Tests.Journeys;
using Keyway.Server.Tokens;

namespace Keyway.Server.Tests.Tokens;

/// <summary>O01 on access tokens.</summary>
public sealed class AccessTokenTests : IAsyncLifetime
{
    private Organisation _organisation = null!;
    private string _token = "";

    public async ValueTask InitializeAsync()
    {
        _organisation = await Organisation.StartAsync();
        _token = await _organisation.AdministratorTokenAsync();
    }

    public ValueTask DisposeAsync() => _organisation.DisposeAsync();

    [Fact]
    public void A_token_says_who_how_and_when()
    {
        var caller = _organisation.Server.Get<AccessTokens>().Validate(_token).Value;
        Assert.NotNull(caller.UserId);
        Assert.Equal(Resources.Graph, caller.Resource);
        Assert.Equal([Role.GlobalAdministrator], caller.Roles);
        Assert.Equal(["fido", "mfa"], caller.Methods);
        Assert.Equal(_organisation.Server.Clock.GetUtcNow().ToUnixTimeSeconds(), caller.AuthenticatedOn.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task A_token_ends_after_ten_minutes()
    {
        _organisation.Server.Clock.Advance(TimeSpan.FromMinutes(10));
        (await _organisation.Client.GetAsync(Client.Keys, _token)).IsRefusal("KW2003", System.Net.HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_outlives_a_restart_of_the_server()
    {
        await _organisation.Server.RestartAsync();
        Assert.Equal(System.Net.HttpStatusCode.OK, (await _organisation.Client.GetAsync(Client.Keys, _token)).Status);
    }

    [Fact]
    public async Task A_token_of_another_server_is_refused()
    {
        await using var other = await Organisation.StartAsync();
        (await _organisation.Client.GetAsync(Client.Keys, await other.AdministratorTokenAsync())).IsRefusal("KW2002");
    }

    [Theory]
    [InlineData("none", "")]
    [InlineData("HS256", "hmac")]
    [InlineData("RS256", "old")]
    [InlineData("ES384", "old")]
    public async Task Another_algorithm_in_the_header_is_refused(string algorithm, string signature)
    {
        var parts = _token.Split('.');
        var header = Encode($$"""{"alg":"{{algorithm}}","typ":"at+jwt"}""");
        var input = Encoding.ASCII.GetBytes($"{header}.{parts[1]}");
        var signed = signature switch
        {
            "hmac" => Base64Url.EncodeToString(HMACSHA256.HashData(input, input)),
            "old" => parts[2],
            _ => "",
        };
        (await _organisation.Client.GetAsync(Client.Keys, $"{header}.{parts[1]}.{signed}")).IsRefusal("KW2002");
    }

    [Fact]
    public async Task Every_changed_character_makes_a_token_worthless()
    {
        var random = new Random(7);
        for (var attempt = 0; attempt < 60; attempt++)
        {
            var at = random.Next(_token.Length - 1);
            var changed = _token[..at] + (_token[at] == 'A' ? 'B' : 'A') + _token[(at + 1)..];
            (await _organisation.Client.GetAsync(Client.Keys, changed)).IsRefusal("KW2002");
        }
    }

    [Fact]
    public async Task Two_tokens_in_one_request_are_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Client.Keys);
        request.Headers.TryAddWithoutValidation("Authorization", [$"Bearer {_token}", $"Bearer {_token}"]);
        using var reply = await _organisation.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, reply.StatusCode);
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
