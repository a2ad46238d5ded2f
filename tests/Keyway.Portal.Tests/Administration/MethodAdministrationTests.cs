using Microsoft.Playwright;

namespace Keyway.Portal.Tests.Administration;

/// <summary>An administrator makes people, gives them ways in, and decides which keys may be used.</summary>
public sealed class MethodAdministrationTests : IAsyncLifetime
{
    /// <summary>The model that Chromium's keys say they are.</summary>
    private const string Model = "01020304-0506-0708-0102-030405060708";

    private const string HostileName = "<img src=x onerror=document.title='taken'>";

    private const string Person = "Eve Adams";

    private PortalDesk _desk = null!;

    private IPage Page => _desk.Page;

    public async ValueTask InitializeAsync()
    {
        _desk = await PortalDesk.StartAsync();
        var staff = await Staff.OfAsync(_desk.Server);
        await _desk.SignInWithPassAsync(PortalServer.Administrator, await staff.PassAsync(PortalServer.Administrator));
        await _desk.HeadingAsync("Security info");
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task A_restricted_model_is_reviewed_first_and_its_key_is_refused_with_a_reason()
    {
        await _desk.AddKeyAsync("usb", "Blue key");
        await CreateAsync(Person, "eve@contoso.corp.com");
        await Looks.FourPicturesAsync(Page, "admin-user-new");
        var person = Page.Url;

        await _desk.FollowAsync("Issue a Temporary Access Pass");
        await Looks.FourPicturesAsync(Page, "admin-pass");
        await _desk.PressAsync("Issue the pass");
        await Assertions.Expect(Page.Locator(".secret code")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[A-Z2-9]{12}$"));
        await Looks.FourPicturesAsync(Page, "admin-pass-issued");

        await _desk.Chromium.ReplaceKeyAsync(VirtualKey.Usb);
        await Page.GotoAsync(person + "/keys/new");
        await Looks.FourPicturesAsync(Page, "admin-key-new");
        await Page.GetByLabel("Name of the key").FillAsync("Eve's key");
        await _desk.PressAsync("Register the key");
        await _desk.HeadingAsync(Person);
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Eve's key" })).ToBeVisibleAsync();
        await Looks.FourPicturesAsync(Page, "admin-user");

        await _desk.FollowAsync("Explain the sign-in");
        await Assertions.Expect(Page.GetByText("Can sign in with a security key.")).ToBeVisibleAsync();
        await Looks.FourPicturesAsync(Page, "admin-user-explained");

        await _desk.GoAsync("/admin/users?q=eve");
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = Person })).ToBeVisibleAsync();
        await Looks.FourPicturesAsync(Page, "admin-users");

        await _desk.GoAsync("/admin/metadata");
        await Looks.FourPicturesAsync(Page, "admin-metadata");
        await RestrictAsync();

        // What the person with that key is told.
        await _desk.PressAsync("Sign out");
        await _desk.SignInWithKeyAsync();
        await _desk.SaysAsync("KW2101");
        await Looks.FourPicturesAsync(Page, "sign-in-model-refused");
        Assert.DoesNotContain(_desk.Chromium.Complaints, complaint => !complaint.Contains("the server responded with a status of", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Policies_of_passes_and_codes_are_reviewed_and_a_change_in_between_is_not_lost()
    {
        await _desk.GoAsync("/admin/authentication-methods/temporary-access-pass");
        await Looks.FourPicturesAsync(Page, "admin-policy-pass");
        await Page.GetByLabel("Usual lifetime in minutes").FillAsync("120");
        await _desk.PressAsync("Review the change");
        await Assertions.Expect(Page.GetByRole(AriaRole.Cell, new() { Name = "120 minutes" })).ToBeVisibleAsync();

        // Somebody else saves meanwhile.
        var other = await Page.Context.NewPageAsync();
        await other.GotoAsync(_desk.Server.Url + "admin/authentication-methods/temporary-access-pass");
        await other.GetByLabel("Every pass works once only").CheckAsync();
        await other.GetByRole(AriaRole.Button, new() { Name = "Review the change" }).ClickAsync();
        await other.GetByRole(AriaRole.Button, new() { Name = "Save the change" }).ClickAsync();
        await PortalDesk.HeadingAsync(other, "Authentication methods");

        await _desk.PressAsync("Save the change");
        await _desk.SaysAsync("KW2131");
        await Assertions.Expect(Page.GetByRole(AriaRole.Row, new() { Name = "Every pass works once only" })).ToContainTextAsync("on");
        await _desk.PressAsync("Save the change");
        await _desk.HeadingAsync("Authentication methods");
        await Looks.FourPicturesAsync(Page, "admin-methods");

        await _desk.GoAsync("/admin/authentication-methods/one-time-code");
        await Looks.FourPicturesAsync(Page, "admin-policy-code");
        await Page.GetByLabel("Chosen groups").CheckAsync();
        await _desk.PressAsync("Review the change");
        await _desk.SaysAsync("KW2659");
        await Page.GetByLabel("All users").CheckAsync();
        await Page.GetByLabel("The method is on").UncheckAsync();
        await _desk.PressAsync("Review the change");
        await _desk.PressAsync("Save the change");
        await Assertions.Expect(Page.GetByRole(AriaRole.Row, new() { Name = "One-time code" })).ToContainTextAsync("Off");
    }

    [Fact]
    public async Task People_without_a_domain_are_kept_out_let_in_and_signed_out()
    {
        await CreateAsync("Ann Miller", "ann@contoso.corp.com");
        var person = Page.Url;
        await _desk.FollowAsync("Set a password");
        await _desk.PressAsync("Make a password");
        await Assertions.Expect(Page.Locator(".secret code")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[a-z2-9]{4}(-[a-z2-9]{4}){3}$"));
        await Looks.FourPicturesAsync(Page, "admin-password");

        await Page.GotoAsync(person);
        await _desk.FollowAsync("Sign out everywhere");
        await Looks.FourPicturesAsync(Page, "admin-sign-out");
        await _desk.PressAsync("Sign Ann Miller out everywhere");
        await _desk.FollowAsync("Disable");
        await Looks.FourPicturesAsync(Page, "admin-disable");
        await _desk.PressAsync("Disable Ann Miller");
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Enable Ann Miller" })).ToBeVisibleAsync();
        await _desk.FollowAsync("Explain the sign-in");
        await Assertions.Expect(Page.GetByText("Cannot sign in, whatever the way.")).ToBeVisibleAsync();
        await Page.GotoAsync(person);
        await _desk.PressAsync("Enable Ann Miller");
        await Assertions.Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("is enabled");

        // What looks like an element is a name.
        await CreateAsync(HostileName, "mallory@contoso.corp.com");
        await _desk.GoAsync("/admin/users?q=mallory");
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = HostileName })).ToBeVisibleAsync();
        Assert.NotEqual("taken", await Page.TitleAsync());

        // The same name again keeps what was typed.
        await _desk.GoAsync("/admin/users/new");
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Ann Other");
        await Page.GetByLabel("User name").FillAsync("ANN@contoso.corp.com");
        await _desk.PressAsync("Create the person");
        await _desk.SaysAsync("KW2054");
        await Assertions.Expect(Page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Ann Other");
    }

    private async Task RestrictAsync()
    {
        await _desk.GoAsync("/admin/authentication-methods/security-key");
        await Looks.FourPicturesAsync(Page, "admin-policy-key");
        await Page.GetByLabel("Other models, by AAGUID").FillAsync("no model");
        await _desk.PressAsync("Review the change");
        await _desk.SaysAsync("KW2657");
        await Page.GetByLabel("Other models, by AAGUID").FillAsync("");
        await Page.GetByLabel("All models but the chosen ones").CheckAsync();
        await Page.GetByRole(AriaRole.Checkbox, new() { Name = Model }).CheckAsync();
        await _desk.PressAsync("Review the change");
        await _desk.HeadingAsync("Save this policy of security keys?");
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This shuts you out");
        await Assertions.Expect(Page.Locator(".figure").First).ToHaveTextAsync("2");
        await Looks.FourPicturesAsync(Page, "admin-policy-review");
        await _desk.PressAsync("Save the change");
        await Assertions.Expect(Page.Locator(".error")).ToContainTextAsync("KW2658");
        await Page.GetByLabel("I have another way to sign in as an administrator").CheckAsync();
        await _desk.PressAsync("Save the change");
        await _desk.HeadingAsync("Authentication methods");
        await Assertions.Expect(Page.GetByRole(AriaRole.Row, new() { Name = "Security key" })).ToContainTextAsync("All models but 1 model");
    }

    private async Task CreateAsync(string name, string userName)
    {
        await _desk.GoAsync("/admin/users/new");
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await Page.GetByLabel("User name").FillAsync(userName);
        await _desk.PressAsync("Create the person");
        await _desk.HeadingAsync(name);
    }
}
