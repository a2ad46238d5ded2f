using System.Net;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Server.DeviceCodes;
using Keyway.Server.SignIns;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Journeys;
using Keyway.Server.Tokens;

namespace Keyway.Server.Tests.DeviceCodes;

/// <summary>O03: the program's side of a sign-in by device code.</summary>
public sealed class DeviceCodeTests : IAsyncLifetime
{
    private Organisation _organisation = null!;

    private Client Client => _organisation.Client;

    private LoginBrowser Browser => new(_organisation.Server.Http);

    public async ValueTask InitializeAsync() => _organisation = await Organisation.StartAsync();

    public ValueTask DisposeAsync() => _organisation.DisposeAsync();

    [Fact]
    public async Task A_person_allows_and_the_program_gets_one_token_that_is_his_as_he_signed_in()
    {
        var account = await _organisation.PersonAsync();
        var key = await _organisation.KeyAsync(account);
        var program = await WaitingProgram.StartAsync(Client);
        Assert.Matches("^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$", program.Codes.UserCode);
        Assert.Equal("https://localhost/devicelogin", program.Codes.VerificationUri);
        Assert.Equal((600, 5), (program.Codes.ExpiresIn, program.Codes.Interval));
        IsError(await program.PollAsync(), "authorization_pending", 70016, "KW2603");

        var gesture = _organisation.Server.Clock.GetUtcNow();
        await Browser.AllowAsync(program.Codes.UserCode, key);
        _organisation.Server.Clock.Advance(TimeSpan.FromSeconds(90));
        var token = (await program.PollAsync()).As(ContractsJson.Default.TokenResponse).AccessToken;
        var caller = _organisation.Server.Get<AccessTokens>().Validate(token).Value;
        Assert.Equal((account.Id, Resources.DeviceRegistration), (caller.UserId, caller.Resource));
        Assert.Equal(["fido", "mfa"], caller.Methods);
        Assert.Equal(gesture, caller.AuthenticatedOn);
        IsError(await program.PollAsync(), "invalid_grant", 70018, "KW2608");
        using var device = new TestDevice();
        await Client.JoinAsync(token, device);
    }

    [Fact]
    public async Task A_pass_allows_too_and_the_token_says_so()
    {
        var account = await _organisation.PersonAsync();
        var program = await WaitingProgram.StartAsync(Client, Resources.Graph);
        var browser = Browser;
        await browser.EnterAsync(program.Codes.UserCode);
        await browser.PassAsync(account.UserName, await _organisation.PassAsync(account));
        await browser.DecideAsync();
        browser.Shows("Allowed");
        var token = (await program.PollAsync()).As(ContractsJson.Default.TokenResponse).AccessToken;
        Assert.Equal(["tap"], _organisation.Server.Get<AccessTokens>().Validate(token).Value.Methods);
    }

    [Fact]
    public async Task A_no_is_told_to_the_program()
    {
        var program = await WaitingProgram.StartAsync(Client);
        var browser = Browser;
        await browser.AllowAsync(program.Codes.UserCode, _organisation.AdministratorKey, "deny");
        browser.Shows("Denied");
        IsError(await program.PollAsync(), "access_denied", 65004, "KW2606");
    }

    [Fact]
    public async Task Whoever_asks_too_often_waits_longer_each_time()
    {
        var program = await WaitingProgram.StartAsync(Client);
        await program.PollAsync();
        IsError(await program.PollAsync(), "slow_down", 70016, "KW2604");
        _organisation.Server.Clock.Advance(TimeSpan.FromSeconds(5));
        IsError(await program.PollAsync(), "slow_down", 70016, "KW2604");
        _organisation.Server.Clock.Advance(TimeSpan.FromSeconds(10));
        IsError(await program.PollAsync(), "slow_down", 70016, "KW2604");
        _organisation.Server.Clock.Advance(TimeSpan.FromSeconds(20));
        IsError(await program.PollAsync(), "authorization_pending", 70016, "KW2603");
    }

    [Fact]
    public async Task After_ten_minutes_a_code_is_worth_nothing_answered_or_not()
    {
        var waiting = await WaitingProgram.StartAsync(Client);
        var allowed = await WaitingProgram.StartAsync(Client);
        await Browser.AllowAsync(allowed.Codes.UserCode, _organisation.AdministratorKey);
        _organisation.Server.Clock.Advance(TimeSpan.FromMinutes(10));
        IsError(await waiting.PollAsync(), "expired_token", 70020, "KW2605");
        IsError(await allowed.PollAsync(), "expired_token", 70020, "KW2605");
        var browser = Browser;
        await browser.EnterAsync(waiting.Codes.UserCode);
        browser.Says("KW2621");
        _organisation.Server.Clock.Advance(TimeSpan.FromMinutes(11));
        await _organisation.Server.SweepAsync();
        IsError(await waiting.PollAsync(), "invalid_grant", 70018, "KW2607");
    }

    [Fact]
    public async Task Two_redemptions_at_once_give_one_token()
    {
        var program = await WaitingProgram.StartAsync(Client);
        await Browser.AllowAsync(program.Codes.UserCode, _organisation.AdministratorKey);
        var requests = _organisation.Server.Get<DeviceRequests>();
        var request = requests.Find(DeviceCode.Hash(program.Codes.DeviceCode)!)!;
        var redeemed = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => requests.RedeemAsync(request, new SignInSource("", "", ""), TestContext.Current.CancellationToken))));
        Assert.Single(redeemed, result => result.Succeeded);
        Assert.All(redeemed.Where(result => !result.Succeeded), result => Assert.Equal("KW2608", result.Refusal.Code));
    }

    [Fact]
    public async Task A_restart_between_allowing_and_redeeming_loses_nothing()
    {
        var program = await WaitingProgram.StartAsync(Client);
        await Browser.AllowAsync(program.Codes.UserCode, _organisation.AdministratorKey);
        await _organisation.Server.RestartAsync();
        program = Again(program);
        (await program.PollAsync()).As(ContractsJson.Default.TokenResponse);
        await _organisation.Server.RestartAsync();
        IsError(await Again(program).PollAsync(), "invalid_grant", 70018, "KW2608");
    }

    [Theory]
    [InlineData("UPDATE Account SET Enabled = 0 WHERE UserName LIKE 'alice@%'", "KW2051")]
    [InlineData("UPDATE Account SET DeletedOn = 1 WHERE UserName LIKE 'alice@%'", "KW2050")]
    public async Task Who_is_disabled_or_deleted_after_allowing_lets_nobody_in(string change, string code)
    {
        var key = await _organisation.KeyAsync(await _organisation.PersonAsync());
        var program = await WaitingProgram.StartAsync(Client);
        await Browser.AllowAsync(program.Codes.UserCode, key);
        await _organisation.ExecuteAsync(change);
        (await program.PollAsync()).IsRefusal(code);
    }

    [Theory]
    [InlineData("client_id", "1fec8e78-bce4-4aaf-ab1b-5451cc387264", "unauthorized_client", 700016, "KW2600")]
    [InlineData("client_id", "", "unauthorized_client", 700016, "KW2600")]
    [InlineData("resource", Resources.Provisioning, "invalid_target", 500011, "KW2601")]
    [InlineData("resource", "https://graph.microsoft.com", "invalid_target", 500011, "KW2601")]
    [InlineData("resource", "", "invalid_target", 500011, "KW2601")]
    public async Task Only_the_broker_gets_codes_and_only_for_two_resources(string field, string value, string error, int number, string code)
    {
        var form = new Dictionary<string, string> { ["client_id"] = ClientIds.Broker, ["resource"] = Resources.Graph, [field] = value };
        IsError(await new WaitingProgram(Client).AskAsync(WaitingProgram.Authorize, [.. form.Select(pair => (pair.Key, pair.Value))]), error, number, code);
    }

    [Theory]
    [InlineData("openid profile offline_access urn:ms-drs:enterpriseregistration.windows.net/.default", null)]
    [InlineData("urn:keyway:graph", null)]
    [InlineData("openid", "KW2601")]
    [InlineData("urn:keyway:graph urn:ms-drs:enterpriseregistration.windows.net", "KW2762")]
    [InlineData("urn:keyway:provisioning/.default", "KW2601")]
    public async Task A_scope_names_one_resource(string scope, string? refused)
    {
        var reply = await new WaitingProgram(Client).AskAsync("/organizations/oauth2/v2.0/devicecode", ("client_id", ClientIds.Broker), ("scope", scope));
        if (refused is null)
            reply.As(ContractsJson.Default.DeviceAuthorization);
        else
            reply.IsRefusal(refused);
    }

    [Fact]
    public async Task A_code_of_another_client_or_server_is_unknown()
    {
        var program = await WaitingProgram.StartAsync(Client);
        IsError(await program.PollAsync("1fec8e78-bce4-4aaf-ab1b-5451cc387264"), "unauthorized_client", 700016, "KW2600");
        await _organisation.ExecuteAsync("UPDATE DeviceRequest SET ClientId = '1fec8e78-bce4-4aaf-ab1b-5451cc387264'");
        IsError(await program.PollAsync(), "invalid_grant", 70018, "KW2607");
        foreach (var code in new[] { DeviceCode.Create(), program.Codes.UserCode, "x", program.Codes.DeviceCode + "=" })
        {
            var reply = await Client.TokenAsync(("grant_type", GrantTypes.DeviceCode), ("client_id", ClientIds.Broker), ("device_code", code));
            IsError(reply, "invalid_grant", 70018, "KW2607");
        }
    }

    [Fact]
    public async Task One_factor_allows_nothing()
    {
        var program = await WaitingProgram.StartAsync(Client);
        var account = await _organisation.PersonAsync();
        var answer = new DeviceRequestAnswer(account.Id, ["pwd"], _organisation.Server.Clock.GetUtcNow());
        var allowed = await _organisation.Server.Get<DeviceRequests>().AllowAsync(DeviceCode.Hash(program.Codes.DeviceCode)!, answer, TestContext.Current.CancellationToken);
        Assert.Equal("KW2040", allowed.Refusal.Code);
        IsError(await program.PollAsync(), "authorization_pending", 70016, "KW2603");
    }

    [Fact]
    public async Task One_address_has_a_hundred_open_codes_at_most()
    {
        for (var count = 0; count < 100; count++)
            await WaitingProgram.StartAsync(Client);
        var refused = await new WaitingProgram(Client).AskAsync(WaitingProgram.Authorize, ("client_id", ClientIds.Broker), ("resource", Resources.Graph));
        refused.IsRefusal("KW2602", HttpStatusCode.TooManyRequests);
        _organisation.Server.Clock.Advance(TimeSpan.FromMinutes(10));
        await WaitingProgram.StartAsync(Client);
    }

    [Fact]
    public async Task Neither_code_stands_in_the_store_or_the_log()
    {
        var program = await WaitingProgram.StartAsync(Client);
        await Browser.AllowAsync(program.Codes.UserCode, _organisation.AdministratorKey);
        var token = (await program.PollAsync()).As(ContractsJson.Default.TokenResponse).AccessToken;
        await _organisation.Server.Get<DurableWriter>().WriteAsync<bool>(_ => true, TestContext.Current.CancellationToken);
        var store = File.ReadAllBytes(_organisation.Server.Options.StorePath).Concat(File.ReadAllBytes(_organisation.Server.Options.StorePath + "-wal")).ToArray();
        foreach (var secret in new[] { program.Codes.DeviceCode, program.Codes.UserCode, program.Codes.UserCode.Replace("-", "", StringComparison.Ordinal), token })
        {
            Assert.DoesNotContain(secret, string.Join('\n', _organisation.Server.Log.Lines), StringComparison.Ordinal);
            Assert.Equal(-1, store.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(secret)));
        }
    }

    // The address is another one after a restart.
    private WaitingProgram Again(WaitingProgram program) => new(Client) { Codes = program.Codes };

    private static void IsError(Reply reply, string error, int number, string code)
    {
        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        var said = JsonSerializer.Deserialize(reply.Body, ContractsJson.Default.OAuthError)!;
        Assert.Equal((error, number, code), (said.Error, said.ErrorCodes.Single(), said.KeywayError));
    }
}
