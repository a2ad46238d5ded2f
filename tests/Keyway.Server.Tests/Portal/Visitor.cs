using System.Net;
using System.Text.RegularExpressions;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods;
using Keyway.Server.Portal.Sessions;
using Keyway.Server.Storage;
using Microsoft.AspNetCore.Http;

namespace Keyway.Server.Tests.Portal;

/// <summary>Somebody with a browser's session at a running server, who asks for pages and sends their forms as a browser would.</summary>
internal sealed partial class Visitor(RunningServer server, string? cookie)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A new person with some roles, signed in.</summary>
    /// <param name="methods">amr of the sign-in; with a key unless said.</param>
    public static async Task<(Visitor Visitor, Account Person)> SignInAsync(RunningServer server, string name, IReadOnlySet<Role> roles, params string[] methods)
    {
        var account = (await server.Get<AccountDirectory>().CreateAsync($"{name}@contoso.corp.com", name, roles, Cancellation)).Value;
        string[] signedBy = methods.Length == 0 ? ["fido", "mfa"] : methods;
        var id = (await server.Get<DurableWriter>().WriteAsync<string>(
            session => server.Get<WebSessions>().Begin(session, new DefaultHttpContext(), new SignedInPerson(account, signedBy, server.Clock.GetUtcNow())), Cancellation)).Value;
        return (new Visitor(server, $"{WebSessions.CookieName}={id}"), account);
    }

    public async Task<(HttpStatusCode Status, string Text)> GetAsync(string path)
    {
        using var reply = await SendAsync(HttpMethod.Get, path, null, cookie);
        return (reply.StatusCode, await reply.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>Sends a form with the token of another page that has one, so that only the roles decide.</summary>
    public async Task<(HttpStatusCode Status, string Text)> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var page = await SendAsync(HttpMethod.Get, "/security-info", null, cookie);
        var form = FormToken().Match(await page.Content.ReadAsStringAsync(Cancellation)).Groups[1].Value;
        var formCookie = page.Headers.TryGetValues("Set-Cookie", out var set) ? set.First(one => one.StartsWith("__Host-keyway-form", StringComparison.Ordinal)).Split(';')[0] : "";
        using var content = new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create("form_token", form)]);
        using var reply = await SendAsync(HttpMethod.Post, path, content, $"{cookie}; {formCookie}");
        return (reply.StatusCode, await reply.Content.ReadAsStringAsync(Cancellation));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, string? cookies)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (cookies is not null)
            request.Headers.Add("Cookie", cookies);
        return await server.Http.SendAsync(request, Cancellation);
    }

    [GeneratedRegex("name=\"form_token\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
