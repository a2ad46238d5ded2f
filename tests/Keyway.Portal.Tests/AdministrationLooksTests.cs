using Microsoft.Playwright;

namespace Keyway.Portal.Tests;

/// <summary>An administrator walks through what the organisation shows: what needs attention, computers, domains, sign-ins, the audit log, roles.</summary>
public sealed class AdministrationLooksTests
{
    [Fact]
    public async Task An_administrator_sees_and_changes_what_the_pages_show()
    {
        await using var desk = await PortalDesk.StartAsync();
        var organisation = new Organisation(desk, await desk.AdministratorTokenAsync());
        await organisation.RegisterKeyAsync();
        await desk.SignInWithKeyAsync();
        await desk.HeadingAsync("Security info");
        await organisation.OpenAsync("/admin/devices", "Devices");
        await Assertions.Expect(desk.Page.GetByText("No computer has joined yet")).ToBeVisibleAsync();
        await organisation.OpenAsync("/admin/kerberos-servers", "Kerberos servers");
        await Looks.AssertGoodAsync(desk.Page);
        await organisation.ConnectDomainAsync();
        await organisation.JoinComputerAsync("pc1");
        await organisation.BeRefusedAsync();

        await organisation.OpenAsync("/admin", "Overview");
        await Assertions.Expect(desk.Page.GetByText("minting is stopped")).ToBeVisibleAsync();
        await Looks.FourPicturesAsync(desk.Page, "admin-overview");

        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Kerberos servers" }).First.ClickAsync();
        await desk.HeadingAsync("Kerberos servers");
        await Assertions.Expect(desk.Page.GetByText("keyway-connect kerberos-server set").First).ToBeVisibleAsync();
        await Looks.FourPicturesAsync(desk.Page, "admin-kerberos-servers");
        await organisation.OpenAsync("/admin/domains", "Domains");
        await Looks.FourPicturesAsync(desk.Page, "admin-domains");

        // The row of a refused sign-in follows within a second, and the page shows it by itself.
        await organisation.OpenAsync("/admin/sign-ins", "Sign-ins");
        await Assertions.Expect(desk.Page.GetByText("ben.smith@contoso.corp.com")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await organisation.BeRefusedAsync();
        await Assertions.Expect(desk.Page.GetByText("ben.smith@contoso.corp.com")).ToHaveCountAsync(2, new() { Timeout = 30_000 });
        await Looks.FourPicturesAsync(desk.Page, "admin-sign-ins");
        await desk.Page.GetByLabel("Outcome").SelectOptionAsync("refused");
        await desk.Page.GetByLabel("Person").FillAsync("clara");
        await desk.PressAsync("Show");
        await Assertions.Expect(desk.Page.GetByText("ben.smith@contoso.corp.com")).ToHaveCountAsync(0);
        await desk.Page.Locator("td a").First.ClickAsync();
        await desk.HeadingAsync("Refused sign-in");
        await Looks.FourPicturesAsync(desk.Page, "admin-sign-in");
        await organisation.OpenAsync("/admin/sign-ins/usage", "Who uses keys");
        await Looks.FourPicturesAsync(desk.Page, "admin-key-usage");

        await organisation.OpenAsync("/admin/devices?q=pc", "Devices");
        await Looks.FourPicturesAsync(desk.Page, "admin-devices");
        await desk.FollowAsync("pc1");
        await desk.HeadingAsync("pc1");
        await desk.PressAsync("Disable");
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("pc1 is disabled.");
        await Looks.FourPicturesAsync(desk.Page, "admin-device");
        await desk.PressAsync("Enable");
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Delete", Exact = true }).ClickAsync();
        await desk.HeadingAsync("Delete this computer?");
        await Looks.FourPicturesAsync(desk.Page, "admin-device-delete");
        await desk.PressAsync("Delete pc1");
        await desk.HeadingAsync("Devices");

        await organisation.OpenAsync("/admin/roles", "Roles");
        await desk.Page.GetByLabel("Person").FillAsync("ann");
        await desk.Page.Locator("select[name=role]").SelectOptionAsync("DeviceAdministrator");
        await desk.PressAsync("Give the role");
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("device administrator");
        await Looks.FourPicturesAsync(desk.Page, "admin-roles");
        await desk.FollowAsync("Withdraw from ann.miller");
        await desk.HeadingAsync("Withdraw this role?");
        await Looks.FourPicturesAsync(desk.Page, "admin-role-withdraw");
        await desk.PressAsync("Withdraw the role");
        await desk.HeadingAsync("Roles");

        await organisation.OpenAsync("/admin/audit", "Audit log");
        await desk.PressAsync("Verify the latest entries");
        await Assertions.Expect(desk.Page.GetByText("Unchanged")).ToBeVisibleAsync();
        await Looks.FourPicturesAsync(desk.Page, "admin-audit");
        Assert.Empty(desk.Chromium.Complaints);
    }
}
