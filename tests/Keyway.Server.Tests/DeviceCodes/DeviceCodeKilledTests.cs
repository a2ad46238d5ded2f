using Keyway.Contracts;
using Keyway.Server.Tests.Hosting;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.DeviceCodes;

/// <summary>A01: the real process is killed between the steps of a sign-in by device code.</summary>
public sealed class DeviceCodeKilledTests : IDisposable
{
    private readonly ServerProcess _server = new();
    private readonly TestSecurityKey _key = new();

    public void Dispose()
    {
        _server.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task A_kill_at_any_step_loses_nothing_and_redeems_once()
    {
        var first = await _server.InitAsync();
        await _server.RunAsync();
        (await _server.Client.RegisterAsync(await _server.Client.PassTokenAsync(first.UserName, first.Code!), _key)).As(ContractsJson.Default.SecurityKeyMethod);

        var program = await WaitingProgram.StartAsync(_server.Client);
        await AgainAsync();
        var browser = new LoginBrowser(_server.Http);
        await browser.EnterAsync(program.Codes.UserCode);
        var (cookie, challenge) = (browser.Cookie, browser.Challenge);
        await AgainAsync();
        browser = new LoginBrowser(_server.Http) { Cookie = cookie };
        await browser.GetAsync(LoginBrowser.Start + "/sign-in");
        Assert.NotEqual(challenge, browser.Challenge);
        await browser.TouchAsync(_key);
        cookie = browser.Cookie;
        await AgainAsync();
        browser = new LoginBrowser(_server.Http) { Cookie = cookie };
        await browser.GetAsync(LoginBrowser.Start + "/decision");
        await browser.DecideAsync();
        browser.Shows("Allowed");
        await AgainAsync();
        program = new WaitingProgram(_server.Client) { Codes = program.Codes };
        (await program.PollAsync()).As(ContractsJson.Default.TokenResponse);
        await AgainAsync();
        (await new WaitingProgram(_server.Client) { Codes = program.Codes }.PollAsync()).IsRefusal("KW2608");
    }

    private async Task AgainAsync()
    {
        await _server.KillAsync();
        await _server.RunAsync();
    }
}
