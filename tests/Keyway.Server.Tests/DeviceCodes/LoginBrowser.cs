using System.Net;
using System.Text.RegularExpressions;
using Keyway.Contracts.SignIn;
using Keyway.Server.DeviceCodes.Login;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.DeviceCodes;

/// <summary>A browser without scripts, as far as the page can tell: keeps the cookie, sends back the hidden fields, says where a form comes from.</summary>
internal sealed partial class LoginBrowser(HttpClient http)
{
    public const string Start = "/devicelogin";

    /// <summary>The cookie as it is sent; null when there is none.</summary>
    public string? Cookie { get; set; }

    /// <summary>The latest page, encoded as it came.</summary>
    public string Html { get; private set; } = "";

    public HttpResponseMessage Response { get; private set; } = null!;

    /// <summary>The hidden field of the latest page.</summary>
    public string FormToken => TokenPattern().Match(Html).Groups[1].Value;

    /// <summary>The challenge of the latest sign-in page.</summary>
    public string Challenge => ChallengePattern().Match(Html).Groups[1].Value;

    public Task GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Sends a form as the page's own, and follows its 303.</summary>
    public Task PostAsync(string path, params (string Name, string Value)[] fields) => PostAsync(path, "https://localhost", "same-origin", fields);

    public Task PostAsync(string path, string? origin, string? site, params (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Append((LoginForm.TokenField, FormToken)).DistinctBy(field => field.Item1).Select(field => KeyValuePair.Create(field.Item1, field.Item2))),
        };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        return SendAsync(request);
    }

    /// <summary>Step 1.</summary>
    public async Task EnterAsync(string code)
    {
        await GetAsync(Start);
        await PostAsync(Start, ("code", code));
    }

    /// <summary>Step 2 with a key.</summary>
    public Task TouchAsync(TestSecurityKey key) => TouchAsync(key.Sign(Challenge));

    public Task TouchAsync(SecurityKeyAssertion assertion) => PostAsync(
        Start + "/sign-in",
        ("answer", System.Text.Json.JsonSerializer.Serialize(assertion, Keyway.Contracts.ContractsJson.Default.SecurityKeyAssertion)));

    /// <summary>Step 2 with a pass.</summary>
    public Task PassAsync(string userName, string pass) => PostAsync(Start + "/sign-in", ("username", userName), ("temporary_access_pass", pass));

    /// <summary>Step 3.</summary>
    public Task DecideAsync(string decision = "allow") => PostAsync(Start + "/decision", ("decision", decision));

    /// <summary>All steps.</summary>
    public async Task AllowAsync(string code, TestSecurityKey key, string decision = "allow")
    {
        await EnterAsync(code);
        await TouchAsync(key);
        await DecideAsync(decision);
    }

    /// <summary>Asserts that the latest page says a number.</summary>
    public void Says(string code, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        Assert.Contains(code, Html, StringComparison.Ordinal);
        Assert.Equal(status, Response.StatusCode);
        Assert.Equal("text/html", Response.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>Asserts that the latest page has this heading.</summary>
    public void Shows(string heading) => Assert.True(Html.Contains($"<h1>{heading}</h1>", StringComparison.Ordinal), Html);

    private async Task SendAsync(HttpRequestMessage request)
    {
        if (Cookie is not null)
            request.Headers.Add("Cookie", Cookie);
        Response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Html = await Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (Response.Headers.TryGetValues("Set-Cookie", out var cookies))
            Cookie = cookies.Single().Split(';')[0];
        if (Response.StatusCode == HttpStatusCode.SeeOther)
            await GetAsync(Response.Headers.Location!.ToString());
    }

    [GeneratedRegex("name=\"form_token\" value=\"([^\"]*)\"")]
    private static partial Regex TokenPattern();

    [GeneratedRegex("&quot;challenge&quot;:&quot;([^&]*)&quot;")]
    private static partial Regex ChallengePattern();
}
