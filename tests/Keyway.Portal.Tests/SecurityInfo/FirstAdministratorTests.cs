using Microsoft.Playwright;

namespace Keyway.Portal.Tests.SecurityInfo;

/// <summary>The first administrator opens the printed link, registers a key, and signs in with it: the beginning of every organisation (scenario 9.1).</summary>
public sealed class FirstAdministratorTests : IAsyncLifetime
{
    private PortalDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await PortalDesk.StartAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task The_link_leads_to_a_key_and_to_nothing_else_and_works_once()
    {
        var page = _desk.Page;
        // Whatever looks at the link before a person does spends nothing.
        await page.GotoAsync(_desk.Server.Link);
        await page.GotoAsync(_desk.Server.Link);
        await _desk.HeadingAsync("Welcome");
        await Looks.FourPicturesAsync(page, "welcome");
        await _desk.PressAsync("Begin");
        await _desk.HeadingAsync("Add a security key");
        foreach (var path in new[] { "/", "/security-info", "/my-sign-ins", "/security-info/add" })
        {
            await _desk.GoAsync(path);
            await _desk.HeadingAsync("Add a security key");
        }

        await Looks.FourPicturesAsync(page, "add-key");
        await _desk.FollowAsync("USB device");
        await _desk.HeadingAsync("Have your key ready");
        await Looks.FourPicturesAsync(page, "create-key");
        await _desk.PressAsync("Next");
        await _desk.HeadingAsync("Name your key");
        await Looks.FourPicturesAsync(page, "name-key");
        await Assertions.Expect(page.GetByLabel("Name")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("Blue key");
        await page.Keyboard.PressAsync("Enter");
        await _desk.HeadingAsync("Your key is ready");
        await Assertions.Expect(page.GetByText("Blue key")).ToBeVisibleAsync();
        await Looks.FourPicturesAsync(page, "key-done");
        await _desk.FollowAsync("Done");
        await _desk.HeadingAsync("Security info");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Blue key" })).ToBeVisibleAsync();

        await _desk.PressAsync("Sign out");
        await page.GotoAsync(_desk.Server.Link);
        await _desk.SaysAsync("KW2125");
        await Looks.AssertGoodAsync(page);
        await _desk.SignInWithKeyAsync();
        await _desk.HeadingAsync("Security info");
        await Looks.FourPicturesAsync(page, "security-info");
        Assert.DoesNotContain(_desk.Chromium.Complaints, line => !line.Contains("the server responded with a status of", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_five_minutes_without_a_key_the_link_has_to_be_made_anew()
    {
        await _desk.Page.GotoAsync(_desk.Server.Link);
        await _desk.PressAsync("Begin");
        _desk.Server.AgeSessions(TimeSpan.FromMinutes(6));
        await _desk.GoAsync("/security-info/add/key/usb");
        await _desk.SaysAsync("KW2649");
        await _desk.GoAsync("/my-sign-ins");
        await _desk.SaysAsync("KW2649");
    }
}
