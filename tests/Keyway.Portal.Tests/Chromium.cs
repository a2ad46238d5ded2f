using Microsoft.Playwright;

namespace Keyway.Portal.Tests;

/// <summary>The real Chromium with a virtual security key in it: CTAP 2.1 over USB, resident keys, user verification.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    // The server's authority is its own: WebAuthn refuses a page whose certificate was only clicked away, so that the browser must not see an error at all.
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--ignore-certificate-errors",
        // Grey edges of letters: pictures for the documentation stay small.
        "--disable-lcd-text",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly List<string> _complaints = [];
    private ICDPSession? _protocol;
    private string _authenticator = "";

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    /// <summary>The window of the latest <c>OpenAsync</c>.</summary>
    public IPage Page { get; private set; } = null!;

    /// <summary>What the browser wrote to its console, such as a violated content security policy.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<Chromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Headless = true, Args = Flags }));
    }

    /// <summary>A new window with a new, empty key.</summary>
    /// <param name="width">390 for a telephone, 1440 for a desk.</param>
    /// <param name="scripts">False for a browser that runs none; then it has no key either.</param>
    public Task OpenAsync(int width, ColorScheme colours, bool scripts = true) => OpenAsync(width, colours, scripts ? VirtualKey.Usb : null);

    public async Task OpenAsync(int width, ColorScheme colours, VirtualKey? key)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 844 : 900 },
            ColorScheme = colours,
            JavaScriptEnabled = key is not null,
        });
        Page = await context.NewPageAsync();
        Page.Console += (_, message) => _complaints.Add(message.Text);
        if (key is null)
            return;
        _protocol = await context.NewCDPSessionAsync(Page);
        await _protocol.SendAsync("WebAuthn.enable");
        _authenticator = await AddAsync(key);
    }

    /// <summary>Takes the key away and plugs in another, empty one.</summary>
    public async Task ReplaceKeyAsync(VirtualKey key)
    {
        await _protocol!.SendAsync("WebAuthn.removeVirtualAuthenticator", new Dictionary<string, object> { ["authenticatorId"] = _authenticator });
        _authenticator = await AddAsync(key);
    }

    /// <summary>Whether the key's PIN or finger is right from now on.</summary>
    public Task VerifyUserAsync(bool verified) => _protocol!.SendAsync(
        "WebAuthn.setUserVerified", new Dictionary<string, object> { ["authenticatorId"] = _authenticator, ["isUserVerified"] = verified });

    private async Task<string> AddAsync(VirtualKey key)
    {
        var reply = await _protocol!.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["ctap2Version"] = "ctap2_1",
                ["transport"] = key.Transport,
                ["hasResidentKey"] = key.HasResidentKey,
                ["hasUserVerification"] = key.HasUserVerification,
                ["isUserVerified"] = key.HasUserVerification,
                ["automaticPresenceSimulation"] = true,
            },
        });
        return reply!.Value.GetProperty("authenticatorId").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
