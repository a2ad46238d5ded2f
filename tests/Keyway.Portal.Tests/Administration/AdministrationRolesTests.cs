using System.Text.Json;
using System.Text.RegularExpressions;
using Keyway.Contracts;
using Microsoft.Playwright;

namespace Keyway.Portal.Tests.Administration;

/// <summary>O06: which role opens which page, and what a role cannot reach by an address or a form of its own making.</summary>
public sealed partial class AdministrationRolesTests : IAsyncLifetime
{
    private const string Helpdesk = "c4e39bd9-1100-46d3-8c65-fb160da0071f";
    private const string Reader = "f2ef992c-3afb-46b9-b7cf-a126ee74c451";
    private const string PolicyAdministrator = "0526716b-113d-4c15-b2c8-68e3c22b9f80";

    private PortalDesk _desk = null!;
    private string _token = "";
    private string _administrator = "";
    private string _ann = "";

    private IPage Page => _desk.Page;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _desk = await PortalDesk.StartAsync();
        _token = await _desk.AdministratorTokenAsync();
        await SignInAsync(PortalServer.Administrator);
        _administrator = await IdAsync("admin");
        _ann = await HireAsync("Ann", null);
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Each_role_opens_its_own_pages_and_no_form_reaches_beyond_them()
    {
        foreach (var (name, role) in new[] { ("Helen", Helpdesk), ("Rita", Reader), ("Paul", PolicyAdministrator) })
            await HireAsync(name, role);

        Assert.Equal(200, await PostAsync("/admin/applications", ("name", "Payroll")));
        await _desk.GoAsync("/admin/applications");
        var application = (await Page.Locator("tbody a").First.GetAttributeAsync("href"))!;

        // The fields of a form that has none such give nobody a role, an id or a domain.
        Assert.Equal(200, await PostAsync("/admin/users/new", ("displayName", "Mallory"), ("userName", "mallory@contoso.corp.com"), ("roles", "GlobalAdministrator"), ("Target.Roles", "1"), ("id", _administrator)));
        await Page.GotoAsync(Url($"/admin/users/{await IdAsync("mallory")}"));
        await Assertions.Expect(Page.Locator("dl").First).ToContainTextAsync(new Regex("Roles\\s*none"));

        await SignInAsync("helen@contoso.corp.com");
        await OpensAsync((200, "/admin/users"), (200, $"/admin/users/{_ann}"), (200, $"/admin/users/{_ann}/pass"), (200, "/admin/authentication-methods"), (200, "/admin/metadata"),
            (403, "/admin/users/new"), (403, $"/admin/users/{_ann}/disable"), (403, $"/admin/users/{_administrator}/pass"), (403, $"/admin/users/{_administrator}/keys/new"),
            (403, $"/admin/users/{_administrator}/password"), (403, $"/admin/users/{_administrator}/sign-out"), (403, "/admin/applications"), (403, application));
        await _desk.GoAsync($"/admin/users/{_administrator}");
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Issue a Temporary Access Pass" })).ToHaveCountAsync(0);
        Assert.Equal(403, await PostAsync($"/admin/users/{_administrator}/pass", ("minutes", "60"), ("id", _ann)));
        Assert.Equal(403, await PostAsync($"/admin/users/{_administrator}?handler=WithdrawPass"));
        Assert.Equal(403, await PostAsync($"/admin/users/{_ann}?handler=Enable"));
        Assert.Equal(403, await PostAsync("/admin/authentication-methods/security-key?handler=Save", ("version", "0"), ("on", "false")));
        Assert.Equal(403, await PostAsync("/admin/metadata"));
        // The address alone says whom: the field beside it does not.
        Assert.Equal(200, await PostAsync($"/admin/users/{_ann}/pass", ("minutes", "60"), ("id", _administrator)));

        await SignInAsync("rita@contoso.corp.com");
        await OpensAsync((200, "/admin/users"), (200, $"/admin/users/{_ann}"), (200, $"/admin/users/{_ann}/explain"), (200, "/admin/authentication-methods/security-key"),
            (403, $"/admin/users/{_ann}/pass"), (403, "/admin/users/new"), (403, $"/admin/users/{_ann}/password"));
        Assert.Equal(403, await PostAsync($"/admin/users/{_ann}?handler=WithdrawPass"));
        await OpensAsync((200, "/admin/applications"), (200, application), (403, application + "/secret"), (403, application + "/certificate"), (403, application + "/remove"));
        foreach (var handler in new[] { "Grant", "Withdraw", "Rename", "Enable", "Disable" })
            Assert.Equal(403, await PostAsync($"{application}?handler={handler}", ("permission", "User.Read.All"), ("name", "Mine")));
        Assert.Equal(403, await PostAsync("/admin/applications", ("name", "Mine")));

        await SignInAsync("paul@contoso.corp.com");
        await OpensAsync((200, "/admin/authentication-methods/security-key"), (200, "/admin/metadata"), (403, "/admin/users"), (403, $"/admin/users/{_ann}"), (403, "/admin/applications"), (403, application), (403, $"/admin/users/{_ann}/pass"));
        // Without the version that was seen nothing is overwritten.
        Assert.Equal(412, await PostAsync("/admin/authentication-methods/one-time-code?handler=Save", ("on", "false"), ("who", "everybody")));

        await SignInAsync("ann@contoso.corp.com");
        await OpensAsync((403, "/admin/users"), (403, "/admin/authentication-methods"), (403, "/admin/metadata"), (403, $"/admin/users/{_ann}"));
    }

    private string Url(string path) => _desk.Server.Url.TrimEnd('/') + path;

    private async Task SignInAsync(string userName)
    {
        var pass = await _desk.Server.SendAsync(
            HttpMethod.Post, $"/v1.0/users/{userName}/authentication/temporaryAccessPassMethods", """{"lifetimeInMinutes":60,"isUsableOnce":false}""",
            ContractsJson.Default.TemporaryAccessPassMethod, _token, Cancellation);
        await Page.Context.ClearCookiesAsync();
        await _desk.SignInWithPassAsync(userName, pass.TemporaryAccessPass!);
        await _desk.HeadingAsync("Security info");
    }

    /// <summary>Makes a person at the page, with a role by the API.</summary>
    private async Task<string> HireAsync(string name, string? role)
    {
        Assert.Equal(200, await PostAsync("/admin/users/new", ("displayName", name), ("userName", $"{name.ToLowerInvariant()}@contoso.corp.com")));
        var id = await IdAsync(name);
        if (role is not null)
        {
            var assignment = JsonSerializer.Serialize(new Dictionary<string, string> { ["principalId"] = id, ["roleDefinitionId"] = role, ["directoryScopeId"] = "/" });
            await _desk.Server.SendAsync(HttpMethod.Post, "/v1.0/roleManagement/directory/roleAssignments", assignment, _token, Cancellation);
        }

        return id;
    }

    private async Task<string> IdAsync(string name)
    {
        await _desk.GoAsync("/admin/users?q=" + name);
        return (await Page.Locator("tbody a").First.GetAttributeAsync("href"))!.Split('/')[^1];
    }

    private async Task OpensAsync(params (int Status, string Path)[] pages)
    {
        foreach (var (status, path) in pages)
        {
            var reply = await Page.Context.APIRequest.GetAsync(Url(path), new() { MaxRedirects = 0, IgnoreHTTPSErrors = true });
            Assert.True(reply.Status == status, $"{path}: {reply.Status} instead of {status}");
        }
    }

    /// <summary>A form that no page of ours made, with the token of the session.</summary>
    private async Task<int> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        var page = await (await Page.Context.APIRequest.GetAsync(Url("/security-info"), new() { IgnoreHTTPSErrors = true })).TextAsync();
        var form = Page.Context.APIRequest.CreateFormData();
        form.Set("form_token", FormToken().Match(page).Groups[1].Value);
        foreach (var (name, value) in fields)
            form.Set(name, value);
        return (await Page.Context.APIRequest.PostAsync(Url(path), new() { Form = form, IgnoreHTTPSErrors = true })).Status;
    }

    [GeneratedRegex("name=\"form_token\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
