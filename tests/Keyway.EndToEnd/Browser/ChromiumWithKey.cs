using Microsoft.Playwright;

namespace Keyway.EndToEnd.Browser;

/// <summary>The real Chromium with a virtual security key in it: CTAP 2.1 over USB, resident keys, user verification.</summary>
internal sealed class ChromiumWithKey : IAsyncDisposable
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

    private ChromiumWithKey(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    /// <summary>The window of the latest <see cref="OpenAsync"/>.</summary>
    public IPage Page { get; private set; } = null!;

    /// <summary>What the browser wrote to its console, such as a violated content security policy.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<ChromiumWithKey> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new ChromiumWithKey(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Headless = true, Args = Flags }));
    }

    /// <summary>A new window with a new, empty key.</summary>
    public async Task OpenAsync(int width, ColorScheme colours, bool scripts = true)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 844 : 900 },
            ColorScheme = colours,
            JavaScriptEnabled = scripts,
        });
        Page = await context.NewPageAsync();
        Page.Console += (_, message) => _complaints.Add(message.Text);
        if (!scripts)
            return;
        var protocol = await context.NewCDPSessionAsync(Page);
        await protocol.SendAsync("WebAuthn.enable");
        await protocol.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["ctap2Version"] = "ctap2_1",
                ["transport"] = "usb",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
