using Microsoft.Playwright;

namespace Keyway.Portal.Tests.SecurityInfo;

/// <summary>People add, rename and lose keys of all kinds.</summary>
public sealed class KeyTests : IAsyncLifetime
{
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
    public async Task Keys_of_all_kinds_are_taken_or_told_why_not()
    {
        await SignInNewAsync("Alice");
        await _desk.GoAsync("/security-info/add");
        await _desk.HeadingAsync("Add a sign-in method");
        await Looks.FourPicturesAsync(Page, "add-method");
        await _desk.AddKeyAsync("usb", "Blue key");

        // The same key again: it answers that it is registered already.
        await TryKeyAsync("usb");
        await FailsAsync("KW2643");
        await Looks.AssertGoodAsync(Page);

        await _desk.Chromium.ReplaceKeyAsync(VirtualKey.Nfc);
        await _desk.GoAsync("/security-info/add/key");
        await _desk.FollowAsync("NFC device");
        await Looks.FourPicturesAsync(Page, "create-key-nfc");
        await _desk.PressAsync("Next");
        await _desk.HeadingAsync("Name your key");
        await Assertions.Expect(Page.GetByLabel("Name")).ToHaveValueAsync("NFC security key");

        // What is built into the computer is no key that one carries: the browser goes on waiting for one.
        await _desk.Chromium.ReplaceKeyAsync(VirtualKey.Internal);
        await TryKeyAsync("usb");
        await Assertions.Expect(Page.GetByText("Insert the key into a USB port.")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByLabel("Name", new() { Exact = true })).ToHaveCountAsync(0);

        // One that can only be touched makes nothing, and the page says what such a key lacks.
        await _desk.Chromium.ReplaceKeyAsync(VirtualKey.TouchOnly);
        await TryKeyAsync("usb");
        await Assertions.Expect(Failure).ToContainTextAsync("only be touched");
        await Assertions.Expect(Failure).ToBeFocusedAsync();
        await Looks.FourPicturesAsync(Page, "create-key-failed");
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Next" })).ToBeEnabledAsync();

        // A wrong PIN or finger.
        await _desk.Chromium.ReplaceKeyAsync(VirtualKey.Usb);
        await _desk.Chromium.VerifyUserAsync(false);
        await TryKeyAsync("usb");
        await FailsAsync("KW2644");
        await _desk.Chromium.VerifyUserAsync(true);

        // One that cannot keep an account.
        await _desk.Chromium.ReplaceKeyAsync(new VirtualKey("usb", HasResidentKey: false));
        await TryKeyAsync("usb");
        await Assertions.Expect(Failure).ToContainTextAsync("KW264");
        await _desk.GoAsync("/security-info");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task A_model_that_is_not_allowed_is_refused_by_its_name_and_a_person_of_policy_too()
    {
        await SignInNewAsync("Bob");
        await _desk.AddKeyAsync("usb", "Blue key");
        await _staff.DecideAsync("fido2", """{"keyRestrictions":{"isEnforced":true,"enforcementType":"allow","aaGuids":["2fc0579f-8113-47ea-b116-bb5a8db9202a"]}}""");
        await _desk.Chromium.ReplaceKeyAsync(VirtualKey.Usb);
        await TryKeyAsync("usb");
        await _desk.SaysAsync("KW2101");
        await Assertions.Expect(Page.GetByText("Ask the help desk which model to get")).ToBeVisibleAsync();
        await Looks.FourPicturesAsync(Page, "model-refused");
        await _desk.GoAsync("/security-info");
        await Assertions.Expect(Page.GetByText("Not allowed any more")).ToBeVisibleAsync();
        await Looks.AssertGoodAsync(Page);

        await _staff.DecideAsync("fido2", """{"isSelfServiceRegistrationAllowed":false}""");
        await _desk.GoAsync("/security-info/add/key/usb");
        await _desk.SaysAsync("KW2104");
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Next" })).ToHaveCountAsync(0);
        await Looks.AssertGoodAsync(Page);
    }

    [Fact]
    public async Task A_key_is_renamed_by_keyboard_and_a_lost_one_removed_the_last_one_only_when_asked_twice()
    {
        await SignInNewAsync("Carol");
        await _desk.AddKeyAsync("usb", "Blue key");
        await _desk.Chromium.ReplaceKeyAsync(VirtualKey.Usb);
        await _desk.AddKeyAsync("usb", "Red key");

        await Page.GetByRole(AriaRole.Link, new() { Name = "Rename Blue key" }).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await _desk.HeadingAsync("Rename your key");
        await Looks.AssertGoodAsync(Page);
        await Page.GetByLabel("Name").FillAsync("   ");
        await _desk.PressAsync("Rename");
        await _desk.SaysAsync("KW2106");
        await Page.GetByLabel("Name").FillAsync("Key at <home>");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("new name");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Key at <home>" })).ToBeVisibleAsync();

        await _desk.FollowAsync("Remove Key at <home>");
        await _desk.HeadingAsync("Remove this key?");
        await Looks.FourPicturesAsync(Page, "remove-key");
        await _desk.PressAsync("Remove this key");
        await Assertions.Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("is removed");

        await _desk.FollowAsync("Remove Red key");
        await _desk.PressAsync("Remove this key");
        await _desk.HeadingAsync("Remove your last way in?");
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await Looks.FourPicturesAsync(Page, "remove-last-key");
        await _desk.GoAsync("/security-info");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Red key" })).ToBeVisibleAsync();
        await _desk.FollowAsync("Remove Red key");
        await _desk.PressAsync("Remove this key");
        await _desk.PressAsync("Remove my last way in");
        await _desk.HeadingAsync("Security info");
        await Assertions.Expect(Page.GetByText("no strong way to sign in yet")).ToBeVisibleAsync();
        await Looks.AssertGoodAsync(Page);
        await _desk.PressAsync("Sign out");
        await _desk.SignInWithKeyAsync();
        await _desk.SaysAsync("KW2102");
    }

    private ILocator Failure => Page.Locator("[data-failure]:visible");

    private Task FailsAsync(string number) => Assertions.Expect(Failure).ToContainTextAsync(number);

    private async Task SignInNewAsync(string name)
    {
        var userName = await _staff.HireAsync(name);
        await _desk.SignInWithPassAsync(userName, await _staff.PassAsync(userName));
        await _desk.HeadingAsync("Security info");
    }

    private async Task TryKeyAsync(string transport)
    {
        await _desk.GoAsync("/security-info/add/key/" + transport);
        await _desk.PressAsync("Next");
    }
}
