using Microsoft.Playwright;

namespace Keyway.Portal.Tests.SignIn;

/// <summary>People without a key sign in by password, choose their own, and set up an authenticator app, all without a script.</summary>
public sealed class PasswordSignInTests : IAsyncLifetime
{
    private const string Chosen = "four words nobody guesses";

    private PortalDesk _desk = null!;
    private Staff _staff = null!;

    private IPage Page => _desk.Page;

    public async ValueTask InitializeAsync()
    {
        _desk = await PortalDesk.StartAsync();
        _staff = await Staff.OfAsync(_desk.Server);
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task From_a_password_that_must_change_to_an_app_and_a_strong_sign_in_without_scripts()
    {
        // Nobody is asked for a password while nobody has one.
        await _desk.GoAsync("/sign-in");
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Name and password" })).ToHaveCountAsync(0);
        await _desk.GoAsync("/sign-in/password");
        await _desk.SaysAsync("KW2560");
        var dora = await _staff.HireAsync("Dora");
        var first = await _staff.PasswordAsync(dora);
        await _staff.DecideAsync("softwareOath", """{"isRegistrationByPasswordAllowed":true}""");
        await _desk.Chromium.OpenAsync(390, ColorScheme.Light, scripts: false);
        await _desk.GoAsync("/sign-in");
        await _desk.FollowAsync("Name and password");
        await _desk.HeadingAsync("Name and password");
        await EnterPasswordAsync(dora, "wrong");
        await _desk.SaysAsync("KW25");
        await Assertions.Expect(Page.GetByLabel("User name")).ToHaveValueAsync(dora);
        await EnterPasswordAsync(dora, first);

        await _desk.HeadingAsync("Choose a new password");
        await ChangeAsync(dora, first, Chosen, Chosen + "!");
        await _desk.SaysAsync("KW2651");
        await ChangeAsync(dora, first, "password1", "password1");
        await _desk.SaysAsync("KW2702");
        await Assertions.Expect(Page.GetByLabel("User name")).ToHaveValueAsync(dora);
        await ChangeAsync(dora, first, Chosen, Chosen);

        // One factor opens nothing but the way to a second.
        await _desk.HeadingAsync("A password alone is not enough");
        foreach (var path in new[] { "/security-info", "/my-sign-ins", "/security-info/add", "/security-info/add/key" })
        {
            await _desk.GoAsync(path);
            await _desk.HeadingAsync("A password alone is not enough");
        }

        await _desk.FollowAsync("Set up an authenticator app");
        await _desk.HeadingAsync("Set up an authenticator app");
        var secret = await Page.Locator(".copyable code").InnerTextAsync();
        var app = new AuthenticatorApp(secret);
        await EnterCodeAsync("000000", "Register the app");
        await _desk.SaysAsync("KW2680");
        // The same picture still: what was scanned stays good.
        await Assertions.Expect(Page.Locator(".copyable code")).ToHaveTextAsync(secret);
        await EnterCodeAsync(await app.CodeAsync(-1), "Register the app");
        await _desk.HeadingAsync("A password alone is not enough");
        await Assertions.Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("registered");

        await _desk.FollowAsync("Sign in with password and code");
        await EnterPasswordAsync(dora, Chosen);
        await _desk.HeadingAsync("Enter the code");
        await EnterCodeAsync(await app.CodeAsync(-1), "Sign in");
        await _desk.SaysAsync("KW2680");
        await EnterCodeAsync(await app.CodeAsync(), "Sign in");
        await _desk.HeadingAsync("Security info");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Authenticator app" })).ToBeVisibleAsync();

        // The app is the last strong way: its removal asks twice.
        await _desk.FollowAsync("Remove the authenticator app");
        await _desk.PressAsync("Remove the app");
        await _desk.HeadingAsync("Remove your last way in?");
        await _desk.PressAsync("Remove my last way in");
        await _desk.HeadingAsync("Security info");
        await Assertions.Expect(Page.GetByText("no strong way to sign in yet")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_pages_of_passwords_and_codes_look_right()
    {
        var emil = await _staff.HireAsync("Emil");
        var first = await _staff.PasswordAsync(emil);
        await _desk.GoAsync("/sign-in");
        await Looks.FourPicturesAsync(Page, "sign-in-ways");
        await _desk.FollowAsync("Name and password");
        await Looks.FourPicturesAsync(Page, "sign-in-password");
        await EnterPasswordAsync(emil, first);
        await Looks.FourPicturesAsync(Page, "change-password");
        await ChangeAsync(emil, first, Chosen, Chosen);
        await _desk.HeadingAsync("A password alone is not enough");
        await Assertions.Expect(Page.GetByText("Ask the help desk for a Temporary Access Pass")).ToBeVisibleAsync();
        await Looks.FourPicturesAsync(Page, "second-factor");
        // Without the policy's leave a password registers no app: a way back in is never weaker than the way it replaces.
        await _desk.GoAsync("/security-info/add/code");
        await _desk.HeadingAsync("A password alone is not enough");

        await _desk.FollowAsync("I have a Temporary Access Pass");
        await Page.GetByLabel("User name").FillAsync(emil);
        await Page.GetByLabel("Temporary Access Pass").FillAsync(await _staff.PassAsync(emil));
        await _desk.PressAsync("Sign in");
        await _desk.HeadingAsync("Security info");
        await _desk.FollowAsync("Add sign-in method");
        await _desk.FollowAsync("Authenticator app");
        await _desk.HeadingAsync("Set up an authenticator app");
        await Looks.FourPicturesAsync(Page, "add-code");
        var app = new AuthenticatorApp(await Page.Locator(".copyable code").InnerTextAsync());
        await EnterCodeAsync(await app.CodeAsync(-1), "Register the app");
        await Assertions.Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("registered");
        await Looks.FourPicturesAsync(Page, "security-info-code");
        await _desk.FollowAsync("Remove the authenticator app");
        await Looks.AssertGoodAsync(Page);
        await _desk.GoAsync("/security-info");
        await _desk.PressAsync("Sign out");
        await _desk.GoAsync("/sign-in/password");
        await EnterPasswordAsync(emil, Chosen);
        await _desk.HeadingAsync("Enter the code");
        await Looks.FourPicturesAsync(Page, "sign-in-code");
        Assert.DoesNotContain(_desk.Chromium.Complaints, line => line.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    private async Task EnterPasswordAsync(string userName, string password)
    {
        await Page.GetByLabel("User name").FillAsync(userName);
        await Page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await _desk.PressAsync("Next");
    }

    private async Task ChangeAsync(string userName, string old, string chosen, string repeated)
    {
        await Page.GetByLabel("User name").FillAsync(userName);
        await Page.GetByLabel("Password until now").FillAsync(old);
        await Page.GetByLabel("New password", new() { Exact = true }).FillAsync(chosen);
        await Page.GetByLabel("New password once more").FillAsync(repeated);
        await _desk.PressAsync("Change the password");
    }

    private async Task EnterCodeAsync(string code, string button)
    {
        await Page.GetByLabel("Code of the app").FillAsync(code);
        await _desk.PressAsync(button);
    }
}
