using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Microsoft.Playwright;

namespace Keyway.Portal.Tests;

/// <summary>A new organisation's server and a real browser in front of it; what people do at the pages, in words.</summary>
internal sealed class PortalDesk : IAsyncDisposable
{
    private PortalDesk(PortalServer server, Chromium chromium)
    {
        Server = server;
        Chromium = chromium;
    }

    public PortalServer Server { get; }

    public Chromium Chromium { get; }

    public IPage Page => Chromium.Page;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts both, with one window at a desk and an empty key.</summary>
    /// <param name="metadataRoot">PEM of who signs metadata; the public service when null.</param>
    public static async Task<PortalDesk> StartAsync(string? metadataRoot = null)
    {
        var desk = new PortalDesk(await PortalServer.StartAsync(Cancellation, metadataRoot), await Chromium.StartAsync());
        await desk.Chromium.OpenAsync(1440, ColorScheme.Light);
        return desk;
    }

    public Task GoAsync(string path) => Page.GotoAsync(Server.Url.TrimEnd('/') + path);

    public static Task HeadingAsync(IPage page, string text) => Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(text);

    public Task HeadingAsync(string text) => HeadingAsync(Page, text);

    public Task PressAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

    public Task FollowAsync(string link) => Page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync();

    /// <summary>The page tells a refusal by its number.</summary>
    public Task SaysAsync(string number) => Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(number);

    public async Task SignInWithPassAsync(string userName, string pass)
    {
        await GoAsync("/sign-in/pass");
        await Page.GetByLabel("User name").FillAsync(userName);
        await Page.GetByLabel("Temporary Access Pass").FillAsync(pass);
        await PressAsync("Sign in");
    }

    public async Task SignInWithKeyAsync()
    {
        await GoAsync("/sign-in");
        await PressAsync("Sign in with a security key");
    }

    /// <summary>Registers the key that is plugged in, for who is signed in.</summary>
    public async Task AddKeyAsync(string transport, string name)
    {
        await GoAsync("/security-info/add/key/" + transport);
        await PressAsync("Next");
        await HeadingAsync("Name your key");
        await Page.GetByLabel("Name").FillAsync(name);
        await PressAsync("Next");
        await HeadingAsync("Your key is ready");
        await FollowAsync("Done");
        await HeadingAsync("Security info");
    }

    /// <summary>An access token of the first administrator, by the one-time code, for what a test sets up through the API. The code is used up.</summary>
    public async Task<string> AdministratorTokenAsync() => (await Server.PostFormAsync(
        "/common/oauth2/token", ContractsJson.Default.TokenResponse, Cancellation, ("grant_type", GrantTypes.TemporaryAccessPass),
        ("username", PortalServer.Administrator), ("temporary_access_pass", Server.Code), ("resource", Resources.Graph))).AccessToken;

    public async ValueTask DisposeAsync()
    {
        await Chromium.DisposeAsync();
        await Server.DisposeAsync();
    }
}
