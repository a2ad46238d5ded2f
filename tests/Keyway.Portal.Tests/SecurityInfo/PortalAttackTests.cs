using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Keyway.Portal.Tests.SecurityInfo;

/// <summary>What attackers try at the pages on which people look after their sign-in methods.</summary>
public sealed partial class PortalAttackTests : IAsyncLifetime
{
    private const string Session = "__Host-keyway-session";

    private PortalDesk _desk = null!;
    private Staff _staff = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IPage Page => _desk.Page;

    public async ValueTask InitializeAsync()
    {
        _desk = await PortalDesk.StartAsync();
        _staff = await Staff.OfAsync(_desk.Server);
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task O05_no_address_leads_away_no_old_cookie_is_taken_over_and_no_frame_shows_a_page()
    {
        var (userName, pass) = await HireAsync("Ida");
        var planted = new string('A', 43);
        await Page.Context.AddCookiesAsync([new() { Name = Session, Value = planted, Url = _desk.Server.Url, Secure = true }]);
        var given = new HashSet<string> { planted };
        foreach (var away in new[] { "https://evil.example/", "//evil.example/", "/\\evil.example/", "/%5Cevil.example", "javascript:alert(1)" })
        {
            await _desk.GoAsync("/sign-in/pass?return=" + Uri.EscapeDataString(away));
            await Page.GetByLabel("User name").FillAsync(userName);
            await Page.GetByLabel("Temporary Access Pass").FillAsync(pass);
            await _desk.PressAsync("Sign in");
            await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
            Assert.StartsWith(_desk.Server.Url, Page.Url, StringComparison.Ordinal);
            // Each sign-in has an id of its own: none that was known before.
            var cookie = (await CookiesAsync()).Single(one => one.Name == Session);
            Assert.True(given.Add(cookie.Value));
            await _desk.GoAsync("/security-info");
            await _desk.PressAsync("Sign out");
            await _desk.HeadingAsync("Signed out");
            using var old = await SendAsync(HttpMethod.Get, "/security-info", $"{Session}={cookie.Value}");
            Assert.Equal(HttpStatusCode.Redirect, old.StatusCode);
        }

        await _desk.SignInWithPassAsync(userName, pass);
        await _desk.HeadingAsync("Security info");
        await _desk.GoAsync("/security-info/add/key/usb");
        foreach (var cookie in await CookiesAsync())
        {
            Assert.StartsWith("__Host-", cookie.Name, StringComparison.Ordinal);
            Assert.True(cookie.Secure && cookie.HttpOnly && cookie.SameSite == SameSiteAttribute.Strict && cookie.Path == "/", cookie.Name);
        }

        var all = await CookieHeaderAsync();
        foreach (var path in new[] { "/sign-in", "/security-info", "/security-info/add/key/usb", "/my-sign-ins", "/my-sign-ins/not-me", "/welcome/x" })
        {
            using var reply = await SendAsync(HttpMethod.Get, path, all);
            Assert.Contains("frame-ancestors 'none'", reply.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("DENY", reply.Headers.GetValues("X-Frame-Options").Single());
            Assert.True(reply.Headers.CacheControl?.NoStore);
        }
    }

    [Fact]
    public async Task O05_a_form_of_another_site_or_session_changes_nothing()
    {
        var (userName, pass) = await HireAsync("Jan");
        await _desk.SignInWithPassAsync(userName, pass);
        await _desk.AddKeyAsync("usb", "Blue key");
        var remove = (await Page.GetByRole(AriaRole.Link, new() { Name = "Remove Blue key" }).GetAttributeAsync("href"))!;
        var token = await TokenAsync();
        var cookies = await CookieHeaderAsync();
        var (other, otherPass) = await HireAsync("Karla");
        await _desk.Chromium.OpenAsync(1440, ColorScheme.Light);
        await _desk.SignInWithPassAsync(other, otherPass);
        await _desk.HeadingAsync("Security info");
        var foreign = await TokenAsync();

        foreach (var path in new[] { remove, remove.Replace("/remove", "/name", StringComparison.Ordinal), "/my-sign-ins/not-me", "/sign-out", "/security-info/add/key/usb", "/my-sign-ins?handler=End" })
        {
            await RefusedAsync(path, cookies, "", null, "KW2641");
            await RefusedAsync(path, cookies, foreign, null, "KW2641");
            await RefusedAsync(path, cookies, token, "https://evil.example", "KW2624");
            await RefusedAsync(path, cookies, token, "null", "KW2624");
        }

        // Somebody else's key is not found, whatever the address says.
        using var others = await SendAsync(HttpMethod.Get, remove, await CookieHeaderAsync());
        Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);
        using var still = await SendAsync(HttpMethod.Get, "/security-info", cookies);
        Assert.Contains("Blue key", await still.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task W01_W09_an_answer_holds_once_and_only_in_the_browser_that_asked()
    {
        var (userName, pass) = await HireAsync("Lara");
        await _desk.SignInWithPassAsync(userName, pass);
        await _desk.HeadingAsync("Security info");
        const string path = "/security-info/add/key/usb";
        await _desk.GoAsync(path);
        var answer = await CaughtAnswerAsync();
        var (cookies, token) = (await CookieHeaderAsync(), await TokenAsync());
        var window = Page;

        // The same person in another browser: the answer there is another page's.
        await _desk.Chromium.OpenAsync(1440, ColorScheme.Light);
        await _desk.SignInWithPassAsync(userName, pass);
        await _desk.HeadingAsync("Security info");
        await _desk.GoAsync(path);
        await RefusedAsync(path, await CookieHeaderAsync(), await TokenAsync(), null, "KW2647", answer);
        // Nor with the first browser's cookie of the registration.
        var mixed = string.Join("; ", (await CookieHeaderAsync()).Split("; ").Where(one => !one.Contains("new-key", StringComparison.Ordinal))
            .Append(cookies.Split("; ").Single(one => one.Contains("new-key", StringComparison.Ordinal))));
        await RefusedAsync(path, mixed, await TokenAsync(), null, "KW2641", answer);
        await RefusedAsync(path, cookies, token, null, "KW2109", "{}");
        await RefusedAsync(path, cookies, token, null, "KW", answer.Replace("\"id\":\"", "\"id\":\"AAAA", StringComparison.Ordinal));

        using var first = await SendAsync(HttpMethod.Post, path, cookies, [("form_token", token), ("answer", answer)]);
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        await RefusedAsync(path, cookies, token, null, "KW", answer);
        await window.GotoAsync(_desk.Server.Url + "security-info");
        await Assertions.Expect(window.GetByRole(AriaRole.Heading, new() { Name = "USB security key" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task W11_W12_W13_names_are_not_told_old_sessions_register_nothing_and_two_removals_do_not_cross()
    {
        var (userName, pass) = await HireAsync("Mona");
        // W11: the same words for a name that exists and one that does not.
        var told = new List<string>();
        foreach (var name in new[] { userName, "nobody@contoso.corp.com" })
        {
            await _desk.SignInWithPassAsync(name, "wrong-pass");
            told.Add(await Page.GetByRole(AriaRole.Alert).InnerTextAsync());
        }

        Assert.Equal(told[0], told[1]);
        await _desk.GoAsync("/sign-in");
        Assert.Contains("\"allowCredentials\":[]", await Page.Locator("form[data-gesture]").GetAttributeAsync("data-options"), StringComparison.Ordinal);

        await _desk.SignInWithPassAsync(userName, pass);
        await _desk.AddKeyAsync("usb", "Blue key");
        await _desk.Chromium.ReplaceKeyAsync(VirtualKey.Usb);
        await _desk.AddKeyAsync("usb", "Red key");
        var removals = new List<string>();
        foreach (var link in await Page.GetByRole(AriaRole.Link, new() { NameRegex = Removals() }).AllAsync())
            removals.Add((await link.GetAttributeAsync("href"))!);
        var (cookies, token) = (await CookieHeaderAsync(), await TokenAsync());

        // W12: a session that somebody stole, or left open, changes nothing after five minutes.
        _desk.Server.AgeSessions(TimeSpan.FromMinutes(6));
        foreach (var path in new[] { "/security-info/add/key", "/security-info/add/key/usb", removals[0], "/security-info/code/remove", "/security-info/add/code" })
        {
            await _desk.GoAsync(path);
            await _desk.HeadingAsync("Show that it is you");
            if (!path.EndsWith("/add/code", StringComparison.Ordinal))
                await RefusedAsync(path, cookies, token, null, "KW2105");
        }

        _desk.Server.AgeSessions(TimeSpan.FromMinutes(-6));

        // W13: both of the last two keys at once: one goes, the other asks.
        var replies = await Task.WhenAll(removals.Select(path => SendAsync(HttpMethod.Post, path, cookies, [("form_token", token)])));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Redirect], replies.Select(reply => reply.StatusCode).Order());
        Assert.Contains("Remove your last way in?", await replies.Single(reply => reply.StatusCode == HttpStatusCode.OK).Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        foreach (var reply in replies)
            reply.Dispose();

        // Guesses are held up, and the answer says for how long.
        for (var guess = 0; guess < 25; guess++)
        {
            await _desk.GoAsync("/sign-out");
            using var reply = await SendAsync(HttpMethod.Post, "/sign-in/pass", await AnonymousAsync(), [("form_token", _anonymousToken), ("username", userName), ("pass", "wrong-pass")]);
            if (reply.StatusCode != HttpStatusCode.TooManyRequests)
                continue;
            Assert.InRange(reply.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
            return;
        }

        Assert.Fail("Nobody was held up.");
    }

    private string _anonymousToken = "";
    private string _anonymousCookies = "";

    private async Task<string> AnonymousAsync()
    {
        if (_anonymousCookies.Length > 0)
            return _anonymousCookies;
        using var page = await SendAsync(HttpMethod.Get, "/sign-in/pass", "");
        _anonymousToken = FormToken().Match(await page.Content.ReadAsStringAsync(Cancellation)).Groups[1].Value;
        return _anonymousCookies = string.Join("; ", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
    }

    private async Task<(string UserName, string Pass)> HireAsync(string name)
    {
        var userName = await _staff.HireAsync(name);
        return (userName, await _staff.PassAsync(userName));
    }

    /// <summary>What the page's script would send, kept from being sent.</summary>
    private async Task<string> CaughtAnswerAsync()
    {
        await Page.EvaluateAsync("() => { document.querySelector('form[data-gesture]').submit = () => { document.title = 'caught'; }; }");
        await _desk.PressAsync("Next");
        await Assertions.Expect(Page).ToHaveTitleAsync("caught");
        return await Page.Locator("input[name=answer]").InputValueAsync();
    }

    private async Task RefusedAsync(string path, string cookies, string token, string? origin, string number, string? answer = null)
    {
        using var reply = await SendAsync(HttpMethod.Post, path, cookies, [("form_token", token), ("answer", answer ?? "{}"), ("name", "Stolen"), ("last", "1"), ("id", "x")], origin);
        Assert.InRange((int)reply.StatusCode, 400, 499);
        Assert.Contains(number, await reply.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string cookies, (string Name, string Value)[]? form = null, string? origin = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Cookie", cookies);
        request.Headers.Accept.ParseAdd("text/html");
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);
        if (form is not null)
            request.Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await _desk.Server.SendPlainAsync(request, Cancellation);
    }

    private async Task<string> TokenAsync() => await Page.Locator("input[name=form_token]").First.InputValueAsync();

    private async Task<IReadOnlyList<BrowserContextCookiesResult>> CookiesAsync() => await Page.Context.CookiesAsync();

    private async Task<string> CookieHeaderAsync() => string.Join("; ", (await CookiesAsync()).Select(cookie => $"{cookie.Name}={cookie.Value}"));

    [GeneratedRegex("^Remove ")]
    private static partial Regex Removals();

    [GeneratedRegex("name=\"form_token\"[^>]* value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
