using Microsoft.Playwright;

namespace Keyway.Portal.Tests;

/// <summary>People sign in at the pages, and out.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private PortalDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await PortalDesk.StartAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task A_pass_signs_in_and_the_button_signs_out()
    {
        await _desk.GoAsync("/");
        await _desk.HeadingAsync("Sign in");
        await Looks.FourPicturesAsync(_desk.Page, "sign-in");
        await _desk.SignInWithPassAsync(PortalServer.Administrator, _desk.Server.Code);
        await _desk.HeadingAsync("Security info");
        await Looks.AssertGoodAsync(_desk.Page);
        await _desk.PressAsync("Sign out");
        await _desk.HeadingAsync("Signed out");
        await _desk.GoAsync("/security-info");
        await _desk.HeadingAsync("Sign in");
        Assert.Empty(_desk.Chromium.Complaints);
    }

    [Fact]
    public async Task A_wrong_pass_keeps_the_name_and_has_the_focus()
    {
        await _desk.SignInWithPassAsync("somebody@contoso.corp.com", "wrong");
        await _desk.SaysAsync("KW2120");
        await Assertions.Expect(_desk.Page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await Assertions.Expect(_desk.Page.GetByLabel("User name")).ToHaveValueAsync("somebody@contoso.corp.com");
        await Looks.AssertGoodAsync(_desk.Page);
    }

    [Fact]
    public async Task A_key_that_is_not_registered_here_is_told_what_to_do()
    {
        await _desk.SignInWithKeyAsync();
        await _desk.SaysAsync("KW2626");
        await Looks.AssertGoodAsync(_desk.Page);
    }
}
