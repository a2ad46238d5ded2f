using System.Net;
using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.DeviceCodes;

/// <summary>O03, O05: the person's side of a sign-in by device code, and whoever would like to stand there in his place.</summary>
public sealed class DeviceLoginTests : IAsyncLifetime
{
    private const string SignIn = LoginBrowser.Start + "/sign-in";
    private const string Decision = LoginBrowser.Start + "/decision";

    private Organisation _organisation = null!;

    private TestSecurityKey Key => _organisation.AdministratorKey;

    public async ValueTask InitializeAsync() => _organisation = await Organisation.StartAsync();

    public ValueTask DisposeAsync() => _organisation.DisposeAsync();

    [Fact]
    public async Task The_sign_in_page_says_who_asks_for_what_and_warns()
    {
        var (browser, program) = await EnteredAsync();
        _organisation.Server.Clock.Advance(TimeSpan.FromMinutes(3));
        await browser.GetAsync(SignIn);
        browser.Shows("Sign in to allow it");
        Assert.Contains($"<code>{program.Codes.UserCode}</code>", browser.Html, StringComparison.Ordinal);
        Assert.Contains("register a computer with Contoso in your name", browser.Html, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", browser.Html, StringComparison.Ordinal);
        Assert.Contains("3 minutes ago", browser.Html, StringComparison.Ordinal);
        Assert.Contains("09:00:00 UTC", browser.Html, StringComparison.Ordinal);
        Assert.Contains("Only go on when you started this yourself, on a computer in front of you.", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Phishing_a_link_cannot_fill_in_the_code()
    {
        var program = await WaitingProgram.StartAsync(_organisation.Client);
        var browser = Browser();
        await browser.GetAsync($"{LoginBrowser.Start}?code={program.Codes.UserCode}&user_code={program.Codes.UserCode}");
        Assert.DoesNotContain(program.Codes.UserCode, browser.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task The_code_is_taken_as_people_type_it(bool lower, bool hyphen)
    {
        var program = await WaitingProgram.StartAsync(_organisation.Client);
        var code = hyphen ? program.Codes.UserCode : program.Codes.UserCode.Replace('-', ' ');
        var browser = Browser();
        await browser.EnterAsync(lower ? code.ToLowerInvariant() : code);
        browser.Shows("Sign in to allow it");
    }

    [Fact]
    public async Task A_wrong_code_is_kept_for_correction_and_encoded()
    {
        var browser = Browser();
        await browser.EnterAsync("\"><script>x</script>");
        browser.Says("KW2620");
        Assert.DoesNotContain("<script>x", browser.Html, StringComparison.Ordinal);
        Assert.Contains("&quot;&gt;&lt;script&gt;x&lt;/script&gt;", browser.Html, StringComparison.Ordinal);
        await browser.PostAsync(LoginBrowser.Start, ("code", "BCDF-GHJK"));
        browser.Says("KW2621");
    }

    [Fact]
    public async Task Guessing_codes_is_slowed_by_address_for_right_ones_too()
    {
        var program = await WaitingProgram.StartAsync(_organisation.Client);
        var browser = Browser();
        for (var count = 0; count < 20; count++)
        {
            await browser.EnterAsync("BCDF-GHJK");
            browser.Says("KW2621");
        }

        await browser.EnterAsync(program.Codes.UserCode);
        browser.Says("KW2007", HttpStatusCode.TooManyRequests);
        Assert.NotNull(browser.Response.Headers.RetryAfter);
        _organisation.Server.Clock.Advance(TimeSpan.FromSeconds(3));
        await browser.EnterAsync(program.Codes.UserCode);
        browser.Shows("Sign in to allow it");
    }

    [Fact]
    public async Task Guessing_codes_is_slowed_altogether()
    {
        var program = await WaitingProgram.StartAsync(_organisation.Client);
        var guesses = _organisation.Server.Get<Server.DeviceCodes.CodeGuesses>();
        for (var count = 0; count < 1000; count++)
            guesses.CountWrong(new IPAddress([10, 0, (byte)(count / 256), (byte)(count % 256)]));
        var browser = Browser();
        await browser.EnterAsync(program.Codes.UserCode);
        browser.Says("KW2627", HttpStatusCode.TooManyRequests);
        _organisation.Server.Clock.Advance(TimeSpan.FromSeconds(1));
        await browser.EnterAsync(program.Codes.UserCode);
        browser.Shows("Sign in to allow it");
    }

    [Fact]
    public async Task A_code_is_answered_once()
    {
        var program = await WaitingProgram.StartAsync(_organisation.Client);
        var (first, second) = (Browser(), Browser());
        await first.EnterAsync(program.Codes.UserCode);
        await second.EnterAsync(program.Codes.UserCode);
        await first.TouchAsync(Key);
        await second.TouchAsync(Key);
        await first.DecideAsync("deny");
        await second.DecideAsync();
        second.Says("KW2622");
        (await program.PollAsync()).IsRefusal("KW2606");
        await second.EnterAsync(program.Codes.UserCode);
        second.Says("KW2621");
    }

    [Fact]
    public async Task No_step_can_be_left_out()
    {
        var browser = Browser();
        foreach (var path in new[] { SignIn, Decision, LoginBrowser.Start + "/done" })
        {
            await browser.GetAsync(path);
            browser.Says("KW2623");
            await browser.PostAsync(path == SignIn ? SignIn : Decision, ("decision", "allow"));
            browser.Says("KW2623");
        }

        var (entered, program) = await EnteredAsync();
        await entered.GetAsync(Decision);
        entered.Says("KW2623");
        await entered.GetAsync(SignIn);
        await entered.DecideAsync();
        entered.Says("KW2623");
        (await program.PollAsync()).IsRefusal("KW2603");
    }

    [Theory]
    [InlineData("https://evil.example", "cross-site")]
    [InlineData("https://localhost", "cross-site")]
    [InlineData("https://other.localhost", "same-site")]
    [InlineData("null", null)]
    [InlineData("https://localhost:8443", null)]
    public async Task A_form_of_another_site_is_refused(string origin, string? site)
    {
        var (browser, program) = await EnteredAsync();
        await browser.TouchAsync(Key);
        browser.Shows("Allow this?");
        await browser.PostAsync(Decision, origin, site, ("decision", "allow"));
        browser.Says("KW2624", HttpStatusCode.Forbidden);
        (await program.PollAsync()).IsRefusal("KW2603");
    }

    [Fact]
    public async Task A_form_without_the_sessions_token_or_cookie_is_refused()
    {
        var (browser, program) = await EnteredAsync();
        await browser.TouchAsync(Key);
        var (cookie, token) = (browser.Cookie, browser.FormToken);
        await browser.PostAsync(Decision, ("decision", "allow"), ("form_token", "x"));
        browser.Says("KW2623");
        var stranger = Browser();
        await stranger.PostAsync(Decision, ("decision", "allow"), ("form_token", token));
        stranger.Says("KW2623");
        stranger.Cookie = cookie![..^4] + "AAAA";
        await stranger.PostAsync(Decision, ("decision", "allow"), ("form_token", token));
        stranger.Says("KW2623");
        (await program.PollAsync()).IsRefusal("KW2603");
    }

    [Fact]
    public async Task Fixation_what_was_known_before_the_sign_in_is_worth_nothing_after()
    {
        var (browser, _) = await EnteredAsync();
        var (cookie, token) = (browser.Cookie, browser.FormToken);
        await browser.TouchAsync(Key);
        Assert.NotEqual(token, browser.FormToken);
        await browser.PostAsync(Decision, ("decision", "allow"), ("form_token", token));
        browser.Says("KW2623");
        browser.Cookie = cookie;
        await browser.GetAsync(Decision);
        browser.Says("KW2623");
    }

    [Fact]
    public async Task A_gesture_made_for_another_page_or_used_before_signs_nobody_in()
    {
        var (victim, _) = await EnteredAsync();
        var foreign = Key.Sign(await _organisation.Client.NonceAsync());
        await victim.TouchAsync(foreign);
        victim.Says("KW1051");

        var (other, _) = await EnteredAsync();
        await victim.TouchAsync(Key.Sign(other.Challenge));
        victim.Says("KW1051");

        var cookie = victim.Cookie;
        var gesture = Key.Sign(victim.Challenge);
        var token = victim.FormToken;
        await victim.TouchAsync(gesture);
        victim.Shows("Allow this?");
        victim.Cookie = cookie;
        await victim.PostAsync(
            SignIn, ("form_token", token), ("answer", System.Text.Json.JsonSerializer.Serialize(gesture, ContractsJson.Default.SecurityKeyAssertion)));
        victim.Says("KW2302");
    }

    [Fact]
    public async Task A_gesture_without_pin_or_of_another_origin_signs_nobody_in()
    {
        var (browser, _) = await EnteredAsync();
        await browser.TouchAsync(Key.Sign(browser.Challenge, userVerified: false));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Response.StatusCode);
        browser.Shows("Sign in to allow it");
        await browser.TouchAsync(Key.Sign(browser.Challenge, origin: "https://localhost.evil.example"));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Response.StatusCode);
        browser.Shows("Sign in to allow it");
    }

    [Fact]
    public async Task A_wrong_pass_keeps_the_name_and_counts()
    {
        var account = await _organisation.PersonAsync();
        await _organisation.PassAsync(account);
        var (browser, _) = await EnteredAsync();
        for (var count = 0; count < 4; count++)
        {
            await browser.PassAsync(account.UserName, "wrong");
            browser.Says("KW2120");
            Assert.Contains($"value=\"{account.UserName}\"", browser.Html, StringComparison.Ordinal);
        }

        await browser.PassAsync(account.UserName, "wrong");
        browser.Says("KW2121");
        await browser.PassAsync("", "wrong");
        browser.Says("KW2625");
    }

    [Fact]
    public async Task A_sign_in_that_is_five_minutes_old_decides_nothing()
    {
        var (browser, program) = await EnteredAsync();
        await browser.TouchAsync(Key);
        _organisation.Server.Clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        await browser.DecideAsync();
        browser.Says("KW2623");
        (await program.PollAsync()).IsRefusal("KW2603");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Allow")]
    [InlineData("allow ")]
    public async Task What_is_no_clear_yes_is_a_no(string decision)
    {
        var (browser, program) = await EnteredAsync();
        await browser.TouchAsync(Key);
        await browser.DecideAsync(decision);
        browser.Shows("Denied");
        (await program.PollAsync()).IsRefusal("KW2606");
    }

    [Fact]
    public async Task Clickjacking_no_page_can_be_framed_scripted_or_kept()
    {
        var (browser, _) = await EnteredAsync();
        await AssertHeadersAsync(browser, SignIn);
        await browser.TouchAsync(Key);
        await AssertHeadersAsync(browser, Decision);
        await AssertHeadersAsync(browser, LoginBrowser.Start);
        await AssertHeadersAsync(browser, Decision);
    }

    [Fact]
    public async Task The_cookie_is_for_this_host_alone_and_out_of_reach()
    {
        var browser = Browser();
        await browser.GetAsync(LoginBrowser.Start);
        var cookie = browser.Response.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("__Host-keyway-login=", cookie, StringComparison.Ordinal);
        foreach (var attribute in new[] { "path=/", "secure", "samesite=strict", "httponly" })
            Assert.Contains("; " + attribute, cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/common/oauth2/deviceauth")]
    [InlineData("/common/oauth2/deviceauth?redirect_uri=https://evil.example&url=//evil.example")]
    public async Task The_vendors_address_leads_here_and_nowhere_else(string path)
    {
        var browser = Browser();
        await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.Found, browser.Response.StatusCode);
        Assert.Equal("/devicelogin", browser.Response.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Style_and_script_are_small_and_kept_by_browsers()
    {
        var browser = Browser();
        await browser.GetAsync(LoginBrowser.Start);
        var weight = browser.Html.Length;
        foreach (System.Text.RegularExpressions.Match asset in System.Text.RegularExpressions.Regex.Matches(browser.Html, "\"(/assets/[^\"]+)\""))
        {
            using var response = await _organisation.Server.Http.GetAsync(asset.Groups[1].Value, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            weight += (await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;
        }

        Assert.InRange(weight, 3_000, 60_000);
        using var unknown = await _organisation.Server.Http.GetAsync("/assets/0000000000000000/keyway.css", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private static async Task AssertHeadersAsync(LoginBrowser browser, string path)
    {
        await browser.GetAsync(path);
        var headers = browser.Response.Headers;
        var policy = headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("DENY", headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("no-store", headers.CacheControl!.ToString());
        Assert.DoesNotMatch("<script(?![^>]*src=\"/assets/)|<style| style=| on[a-z]+=|javascript:", browser.Html);
    }

    private LoginBrowser Browser() => new(_organisation.Server.Http);

    private async Task<(LoginBrowser Browser, WaitingProgram Program)> EnteredAsync()
    {
        var program = await WaitingProgram.StartAsync(_organisation.Client, Resources.DeviceRegistration);
        var browser = Browser();
        await browser.EnterAsync(program.Codes.UserCode);
        return (browser, program);
    }
}
