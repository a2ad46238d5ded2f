using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Microsoft.Playwright;

namespace Keyway.Portal.Tests;

/// <summary>A person allows a computer's sign-in by device code in the real Chromium, over the real server, by keyboard alone where a page has one question.</summary>
public sealed class DeviceLoginTests
{
    private const string Keys = "/v1.0/me/authentication/fido2Methods";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_security_key_in_the_browser_allows_a_computer_and_a_pass_does_so_without_scripts()
    {
        await using var server = await PortalServer.StartAsync(Cancellation);
        await using var chromium = await Chromium.StartAsync();
        await chromium.OpenAsync(390, ColorScheme.Light);
        await RegisterAsync(server, chromium.Page);

        var codes = await server.AskForCodesAsync(Resources.Graph, Cancellation);
        await EnterAsync(server, chromium.Page, codes.UserCode.ToLowerInvariant());
        await HeadingAsync(chromium.Page, "Sign in to allow it");
        await AssertReadableAsync(chromium.Page);
        await PictureAsync(chromium.Page, "device-login-390-light.png");
        await chromium.Page.GetByRole(AriaRole.Button, new() { Name = "Use security key" }).ClickAsync();
        await HeadingAsync(chromium.Page, "Allow this?");
        await AssertReadableAsync(chromium.Page);
        await chromium.Page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();
        await HeadingAsync(chromium.Page, "Allowed");
        var token = await server.RedeemAsync(codes, Cancellation);

        // The token is the administrator's own: it issues the pass that the second browser uses.
        var pass = await server.SendAsync(
            HttpMethod.Post, $"/v1.0/users/{PortalServer.Administrator}/authentication/temporaryAccessPassMethods", """{"lifetimeInMinutes":60}""",
            ContractsJson.Default.TemporaryAccessPassMethod, token, Cancellation);
        codes = await server.AskForCodesAsync(Resources.DeviceRegistration, Cancellation);
        await chromium.OpenAsync(1440, ColorScheme.Dark, scripts: false);
        await EnterAsync(server, chromium.Page, codes.UserCode);
        await HeadingAsync(chromium.Page, "Sign in to allow it");
        await chromium.Page.GetByLabel("User name").FillAsync(PortalServer.Administrator);
        await chromium.Page.GetByLabel("Temporary Access Pass").FillAsync(pass.TemporaryAccessPass!);
        await chromium.Page.Keyboard.PressAsync("Enter");
        await HeadingAsync(chromium.Page, "Allow this?");
        await PictureAsync(chromium.Page, "device-login-1440-dark.png");
        await chromium.Page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();
        await HeadingAsync(chromium.Page, "Allowed");
        await server.RedeemAsync(codes, Cancellation);
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task A_key_that_is_not_registered_here_is_told_what_to_do_in_place()
    {
        await using var server = await PortalServer.StartAsync(Cancellation);
        await using var chromium = await Chromium.StartAsync();
        await chromium.OpenAsync(390, ColorScheme.Light);
        var codes = await server.AskForCodesAsync(Resources.DeviceRegistration, Cancellation);
        await EnterAsync(server, chromium.Page, codes.UserCode);
        await chromium.Page.GetByRole(AriaRole.Button, new() { Name = "Use security key" }).ClickAsync();
        await Assertions.Expect(chromium.Page.Locator("[data-failure='']")).ToBeFocusedAsync();
        await Assertions.Expect(chromium.Page.Locator("[data-failure='']")).ToContainTextAsync("KW2626");
        await Assertions.Expect(chromium.Page.GetByRole(AriaRole.Button, new() { Name = "Use security key" })).ToBeEnabledAsync();
    }

    [Fact]
    public async Task A_wrong_code_gets_the_focus_on_what_happened()
    {
        await using var server = await PortalServer.StartAsync(Cancellation);
        await using var chromium = await Chromium.StartAsync();
        await chromium.OpenAsync(390, ColorScheme.Light);
        await EnterAsync(server, chromium.Page, "BCDF-GHJK");
        await Assertions.Expect(chromium.Page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await Assertions.Expect(chromium.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("KW2621");
        await Assertions.Expect(chromium.Page.GetByLabel("Code")).ToHaveValueAsync("BCDF-GHJK");
        await AssertReadableAsync(chromium.Page);
    }

    /// <summary>Registers the browser's key for the administrator, on the page's own origin.</summary>
    private static async Task RegisterAsync(PortalServer server, IPage page)
    {
        var token = (await server.PostFormAsync(
            "/common/oauth2/token", ContractsJson.Default.TokenResponse, Cancellation, ("grant_type", GrantTypes.TemporaryAccessPass),
            ("username", PortalServer.Administrator), ("temporary_access_pass", server.Code), ("resource", Resources.Graph))).AccessToken;
        var options = await server.SendAsync(HttpMethod.Get, Keys + "/creationOptions", "", ContractsJson.Default.CreationOptionsResponse, token, Cancellation);
        await page.GotoAsync(server.Page);
        var made = await page.EvaluateAsync<string>(
            """
            async options => {
              const json = JSON.parse(options);
              // Chromium refuses to enforce a protection policy that protects nothing (userVerificationOptional).
              delete json.extensions.enforceCredentialProtectionPolicy;
              const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(json);
              const { id, response } = (await navigator.credentials.create({ publicKey })).toJSON();
              return JSON.stringify({ displayName: 'Blue key', publicKeyCredential: { id, response: { clientDataJSON: response.clientDataJSON, attestationObject: response.attestationObject } } });
            }
            """,
            JsonSerializer.Serialize(options.PublicKey, ContractsJson.Default.PublicKeyCreationOptions));
        await server.SendAsync(HttpMethod.Post, Keys, made, ContractsJson.Default.SecurityKeyMethod, token, Cancellation);
    }

    /// <summary>Step 1 by keyboard alone: the field has the focus.</summary>
    private static async Task EnterAsync(PortalServer server, IPage page, string code)
    {
        await page.GotoAsync(server.Page);
        await Assertions.Expect(page.GetByLabel("Code")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(code);
        await page.Keyboard.PressAsync("Enter");
    }

    private static Task HeadingAsync(IPage page, string text) => PortalDesk.HeadingAsync(page, text);

    private static Task AssertReadableAsync(IPage page) => Looks.AssertGoodAsync(page);

    private static Task PictureAsync(IPage page, string name) => Looks.PictureAsync(page, name);
}
