using Microsoft.Playwright;

namespace Keyway.Portal.Tests.MySignIns;

/// <summary>People see where they are signed in, end what is not theirs, and know what to do then.</summary>
public sealed class MySignInsTests : IAsyncLifetime
{
    private PortalDesk _desk = null!;
    private Staff _staff = null!;

    public async ValueTask InitializeAsync()
    {
        _desk = await PortalDesk.StartAsync();
        _staff = await Staff.OfAsync(_desk.Server);
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task A_stranger_in_another_browser_is_seen_and_signed_out_everywhere()
    {
        var helga = await _staff.HireAsync("Helga");
        var pass = await _staff.PassAsync(helga);
        await _desk.SignInWithPassAsync(helga, "wrong-pass");
        await _desk.SaysAsync("KW2120");
        await _desk.SignInWithPassAsync(helga, pass);
        await _desk.AddKeyAsync("usb", "Blue key");
        var own = _desk.Page;
        await _desk.Chromium.OpenAsync(390, ColorScheme.Light);
        var strange = _desk.Page;
        await _desk.SignInWithPassAsync(helga, pass);
        await _desk.HeadingAsync("Security info");

        await own.GotoAsync(_desk.Server.Url + "my-sign-ins");
        await PortalDesk.HeadingAsync(own, "My sign-ins");
        await Assertions.Expect(own.GetByText("This browser")).ToHaveCountAsync(1);
        await Assertions.Expect(own.GetByRole(AriaRole.Button, new() { Name = "Sign out Chromium on Linux" })).ToHaveCountAsync(1);
        // A refusal is written within a second.
        await Assertions.Expect(own.GetByText("Refused").First).ToBeVisibleAsync();
        await Looks.FourPicturesAsync(own, "my-sign-ins");

        // One browser alone.
        await own.GetByRole(AriaRole.Button, new() { Name = "Sign out Chromium on Linux" }).ClickAsync();
        await Assertions.Expect(own.GetByRole(AriaRole.Status)).ToContainTextAsync("signed out");
        await strange.GotoAsync(_desk.Server.Url + "security-info");
        await PortalDesk.HeadingAsync(strange, "Sign in");

        // All of them, and the one that asks.
        await _desk.SignInWithPassAsync(helga, pass);
        await _desk.HeadingAsync("Security info");
        await own.GotoAsync(_desk.Server.Url + "my-sign-ins");
        await own.GetByRole(AriaRole.Link, new() { Name = "This wasn't me" }).ClickAsync();
        await Looks.FourPicturesAsync(own, "not-me");
        await own.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();
        await PortalDesk.HeadingAsync(own, "You are signed out everywhere");
        await Looks.FourPicturesAsync(own, "signed-out-everywhere");
        foreach (var page in new[] { own, strange })
        {
            await page.GotoAsync(_desk.Server.Url + "my-sign-ins");
            await PortalDesk.HeadingAsync(page, "Sign in");
        }

        // The key stays good.
        await own.GetByRole(AriaRole.Button, new() { Name = "Sign in with a security key" }).ClickAsync();
        await PortalDesk.HeadingAsync(own, "My sign-ins");
    }
}
