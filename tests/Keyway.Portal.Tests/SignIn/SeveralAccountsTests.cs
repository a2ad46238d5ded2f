using Microsoft.Playwright;

namespace Keyway.Portal.Tests.SignIn;

/// <summary>Two people, or two accounts of one, share a key: the browser lets the person choose, and whoever is signed in already is not asked.</summary>
public sealed class SeveralAccountsTests : IAsyncLifetime
{
    // The account chooser is the browser's own window, which a headless one does not have: this stands for the hand that chooses in it.
    private const string Choosing = """
        id => {
          const get = navigator.credentials.get.bind(navigator.credentials);
          const bytes = Uint8Array.from(atob(id.replaceAll('-', '+').replaceAll('_', '/')), character => character.charCodeAt(0));
          navigator.credentials.get = options => get({ publicKey: { ...options.publicKey, allowCredentials: [{ type: 'public-key', id: bytes }] } });
        }
        """;

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
    public async Task Two_accounts_on_one_key_sign_in_as_chosen_and_a_second_proof_takes_the_right_one_by_itself()
    {
        var names = new[] { "Frida", "Gustav" };
        var keys = new List<string>();
        foreach (var name in names)
        {
            var userName = await _staff.HireAsync(name);
            await _desk.SignInWithPassAsync(userName, await _staff.PassAsync(userName));
            await _desk.AddKeyAsync("usb", "Shared key");
            var rename = await Page.GetByRole(AriaRole.Link, new() { Name = "Rename Shared key" }).GetAttributeAsync("href");
            keys.Add(rename!.Split('/')[3]);
            await _desk.PressAsync("Sign out");
        }

        for (var index = 0; index < names.Length; index++)
        {
            await _desk.GoAsync("/sign-in");
            await Page.EvaluateAsync(Choosing, keys[index]);
            await _desk.PressAsync("Sign in with a security key");
            await _desk.HeadingAsync("Security info");
            await Assertions.Expect(Page.Locator(".person")).ToContainTextAsync(names[index]);

            // Shown again who it is: nobody chooses, because only this person's credential is asked for.
            _desk.Server.AgeSessions(TimeSpan.FromMinutes(6));
            await _desk.GoAsync("/security-info/add/key");
            await _desk.HeadingAsync("Show that it is you");
            await _desk.PressAsync("Sign in with a security key");
            await _desk.HeadingAsync("Add a security key");
            await _desk.GoAsync("/security-info");
            await Assertions.Expect(Page.Locator(".person")).ToContainTextAsync(names[index]);

            // The other one's credential does not do, even when the page is made to ask for it.
            await _desk.GoAsync("/sign-in?again=1");
            await Page.EvaluateAsync(Choosing, keys[1 - index]);
            await _desk.PressAsync("Sign in with a security key");
            await _desk.SaysAsync("KW2642");
            await _desk.GoAsync("/security-info");
            await _desk.PressAsync("Sign out");
        }
    }
}
