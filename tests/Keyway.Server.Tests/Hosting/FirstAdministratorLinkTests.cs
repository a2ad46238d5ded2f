using Keyway.Contracts.Graph;
using Keyway.Errors;
using Keyway.Server.AuthenticationMethods.Passes;
using Keyway.Server.Hosting;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Journeys;
using Keyway.Server.Tokens;

namespace Keyway.Server.Tests.Hosting;

/// <summary>W12: the link of the first administrator is used twice, too late, beside its code, guessed, or read from a log.</summary>
public sealed class FirstAdministratorLinkTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private FirstAdministratorLink Links => _server.Get<FirstAdministratorLink>();

    private string Token => _server.Administrator.Link!.Split('/')[^1];

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_link_signs_the_administrator_in_once_and_spends_the_code()
    {
        Assert.StartsWith("https://localhost/welcome/", _server.Administrator.Link, StringComparison.Ordinal);
        Assert.Equal("admin@contoso.corp.com", Links.Peek(Token)!.UserName);
        var person = (await Links.SpendAsync(Token, Cancellation)).Value;
        Assert.Equal([AuthenticationMethod.TemporaryAccessPass], person.Methods);
        Assert.True(person.IsStrong);
        Assert.Null(Links.Peek(Token));
        Assert.Equal(Catalogue.AuthenticationMethods.FirstLinkInvalid, (await Links.SpendAsync(Token, Cancellation)).Refusal.Error);
        (await new Client(_server.Http).PassAsync(_server.Administrator.UserName, _server.Administrator.Code!)).IsRefusal("KW2120");
    }

    [Fact]
    public async Task The_code_spends_the_link()
    {
        await new Client(_server.Http).PassTokenAsync(_server.Administrator.UserName, _server.Administrator.Code!);
        Assert.Null(Links.Peek(Token));
        Assert.Equal(Catalogue.AuthenticationMethods.FirstLinkInvalid, (await Links.SpendAsync(Token, Cancellation)).Refusal.Error);
    }

    [Fact]
    public async Task W12_link_and_code_at_once_open_once()
    {
        var token = Token;
        var links = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Links.SpendAsync(token, Cancellation)));
        Assert.Single(links, link => link.Succeeded);
    }

    [Fact]
    public async Task A_link_lasts_a_day_and_a_new_one_takes_its_place()
    {
        var old = Token;
        var again = (await FirstStart.EnsureAsync(_server.Services, replaceCode: true, Cancellation)).Value;
        Assert.Null(Links.Peek(old));
        var token = again.Link!.Split('/')[^1];
        Assert.NotNull(Links.Peek(token));
        _server.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Null(Links.Peek(token));
        Assert.False((await Links.SpendAsync(token, Cancellation)).Succeeded);
    }

    [Fact]
    public async Task A_registered_key_ends_the_need_for_a_link()
    {
        await using var organisation = await Organisation.StartAsync();
        await organisation.Server.RestartAsync();
        Assert.Null(organisation.Server.Administrator.Link);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    public async Task W12_what_is_no_token_opens_nothing(string token)
    {
        Assert.Null(Links.Peek(token));
        Assert.Equal(Catalogue.AuthenticationMethods.FirstLinkInvalid, (await Links.SpendAsync(token, Cancellation)).Refusal.Error);
    }

    [Fact]
    public async Task The_token_is_in_no_log_no_text_and_not_in_the_store()
    {
        (await new Client(_server.Http).DeleteAsync($"/welcome/{Token}", null)).IsRefusal("KW2641");
        Assert.DoesNotContain(_server.Log.Lines, line => line.Contains(Token, StringComparison.Ordinal));
        Assert.DoesNotContain(Token, _server.Administrator.ToString(), StringComparison.Ordinal);
        var stored = _server.Get<Store>().Read(session => session.First("SELECT TokenHash FROM FirstAdministratorLink", row => row.Bytes(0)))!;
        Assert.NotEqual(System.Buffers.Text.Base64Url.DecodeFromChars(Token), stored);
    }

    [Fact]
    public async Task A_policy_without_passes_does_not_shut_out_who_mends_it()
    {
        await _server.Get<Keyway.Server.AuthenticationMethods.Policy.TemporaryAccessPassPolicies>().ChangeAsync(new TemporaryAccessPassPolicy(State: "disabled"), null, Cancellation);
        await new Client(_server.Http).PassTokenAsync(_server.Administrator.UserName, _server.Administrator.Code!);
    }
}
