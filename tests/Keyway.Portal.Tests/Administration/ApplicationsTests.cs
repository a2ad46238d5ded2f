using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Contracts.OAuth;
using Microsoft.Playwright;

namespace Keyway.Portal.Tests.Administration;

/// <summary>O06: a global administrator registers a program, gives it a secret that is shown once, a certificate and a permission, and takes all of it away again.</summary>
public sealed class ApplicationsTests : IAsyncLifetime
{
    private PortalDesk _desk = null!;
    private string _token = "";

    private IPage Page => _desk.Page;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _desk = await PortalDesk.StartAsync();
        _token = await _desk.AdministratorTokenAsync();
        var organisation = new Organisation(_desk, _token);
        await organisation.RegisterKeyAsync();
        await _desk.SignInWithKeyAsync();
        await _desk.HeadingAsync("Security info");
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task An_application_is_registered_equipped_and_removed()
    {
        await _desk.GoAsync("/admin/applications");
        await _desk.HeadingAsync("Applications");
        await Assertions.Expect(Page.Locator(".empty")).ToContainTextAsync("Registered applications will be here");
        await Page.GetByLabel("Name").FillAsync(" ");
        await _desk.PressAsync("Register the application");
        await _desk.SaysAsync("KW2764");
        await Page.GetByLabel("Name").FillAsync("Payroll");
        await _desk.PressAsync("Register the application");
        await _desk.HeadingAsync("Payroll");
        var path = new Uri(Page.Url).AbsolutePath;
        var client = path.Split('/')[^1];

        // The secret is shown once, signs in, and is in no later page.
        await _desk.FollowAsync("Add a secret");
        await _desk.HeadingAsync("Add a secret");
        await Page.GetByLabel("Ends after how many days").FillAsync("30");
        await Page.GetByLabel("Name").FillAsync("job server");
        await Looks.FourPicturesAsync(Page, "admin-application-secret");
        await _desk.PressAsync("Add the secret");
        await _desk.HeadingAsync("The application's secret");
        var secret = await Page.Locator(".done .copyable code").InnerTextAsync();
        await Looks.AssertGoodAsync(Page);
        await _desk.FollowAsync("Back to Payroll");
        await _desk.HeadingAsync("Payroll");
        Assert.DoesNotContain(secret, await Page.ContentAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(client, secret));

        // What has a private key in it is refused, and not sent back.
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=payroll", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(300));
        await _desk.FollowAsync("Add a certificate");
        await _desk.HeadingAsync("Add a certificate");
        await Page.GetByLabel("Certificate").FillAsync(certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        await _desk.PressAsync("Add the certificate");
        await _desk.SaysAsync("KW2765");
        Assert.DoesNotContain("PRIVATE", await Page.ContentAsync(), StringComparison.Ordinal);
        await Page.GetByLabel("Name").FillAsync("job server's key");
        await Page.GetByLabel("Certificate").FillAsync(certificate.ExportCertificatePem());
        await _desk.PressAsync("Add the certificate");
        await _desk.HeadingAsync("Payroll");

        await Page.Locator("select[name=permission]").SelectOptionAsync("User.Read.All");
        await _desk.PressAsync("Grant the permission");
        await Assertions.Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Permissions" })).ToContainTextAsync("User.Read.All");
        await Page.Locator("select[name=permission]").SelectOptionAsync("UserAuthenticationMethod.ReadWrite.Administrators");
        await _desk.PressAsync("Grant the permission");
        await Assertions.Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Permissions" })).ToContainTextAsync("As mighty as a global administrator");
        await Looks.FourPicturesAsync(Page, "admin-application");
        await _desk.PressAsync("Withdraw UserAuthenticationMethod.ReadWrite.Administrators");
        await Assertions.Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Permissions" })).Not.ToContainTextAsync("Administrators");

        await _desk.GoAsync("/admin/applications");
        await Looks.FourPicturesAsync(Page, "admin-applications");
        await _desk.FollowAsync("Payroll");
        await _desk.PressAsync("Disable");
        await Assertions.Expect(Page.GetByText("Disabled", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(client, secret));
        await _desk.PressAsync("Enable");

        await _desk.FollowAsync("Remove secret job server");
        await _desk.HeadingAsync("Remove this secret?");
        await Looks.AssertGoodAsync(Page);
        await _desk.PressAsync("Remove the secret");
        await _desk.HeadingAsync("Payroll");
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(client, secret));

        await Page.GetByRole(AriaRole.Link, new() { Name = "Remove", Exact = true }).ClickAsync();
        await _desk.HeadingAsync("Remove this application?");
        await Looks.AssertGoodAsync(Page);
        await _desk.PressAsync("Remove the application");
        await _desk.HeadingAsync("Applications");
        Assert.Equal(404, (await Page.GotoAsync(_desk.Server.Url.TrimEnd('/') + path))!.Status);
        // The browser also tells of the two refusals and of the page that is gone.
        Assert.DoesNotContain(_desk.Chromium.Complaints, complaint => !complaint.Contains("status of 40", StringComparison.Ordinal));
    }

    private async Task<HttpStatusCode> SignInAsync(string client, string secret)
    {
        using var form = new FormUrlEncodedContent([new("grant_type", GrantTypes.ClientCredentials), new("client_id", client), new("client_secret", secret), new("resource", Resources.Graph)]);
        using var reply = await _desk.Server.Http.PostAsync(new Uri("/common/oauth2/token", UriKind.Relative), form, Cancellation);
        return reply.StatusCode;
    }
}
