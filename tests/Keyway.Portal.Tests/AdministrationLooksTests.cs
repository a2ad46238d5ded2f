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

        await ManageDevicesAsync(desk, organisation);
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
        // One form was refused.
        Assert.DoesNotContain(desk.Chromium.Complaints, complaint => !complaint.Contains("the server responded with a status of 400", StringComparison.Ordinal));
    }

    /// <summary>Sets something for every computer and for a group, looks whom it reaches, and takes it back.</summary>
    private static async Task ManageDevicesAsync(PortalDesk desk, Organisation organisation)
    {
        await organisation.MakeGroupAsync("Key pilots", "ann.miller");
        await organisation.JoinComputerAsync("pc2", enrols: true);
        await organisation.OpenAsync("/admin/device-management", "Device management");
        await Assertions.Expect(desk.Page.GetByText("No group and no computer has values of its own")).ToBeVisibleAsync();
        await desk.FollowAsync("Change it for every computer");
        await desk.HeadingAsync("For every computer");
        await desk.Page.GetByLabel("Security key sign-in").SelectOptionAsync("0");
        await desk.Page.GetByLabel("Days without the server").FillAsync("4000");
        // The browser would not send it: what a form sends is checked all the same.
        await desk.Page.EvaluateAsync("() => document.querySelector('main form').noValidate = true");
        await desk.PressAsync("Review the change");
        await desk.SaysAsync("KW2806");
        await desk.Page.GetByLabel("Days without the server").FillAsync("14");
        await desk.PressAsync("Review the change");
        await desk.HeadingAsync("Save these values?");
        await desk.PressAsync("Save the change");
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The values for every computer are changed.");

        await desk.Page.GetByLabel("Find groups").FillAsync("key");
        await desk.PressAsync("Find groups");
        await desk.FollowAsync("Key pilots");
        await desk.HeadingAsync("For Key pilots");
        await desk.Page.GetByLabel("Security key sign-in").SelectOptionAsync("1");
        await Looks.FourPicturesAsync(desk.Page, "admin-management-values");
        await desk.PressAsync("Review the change");
        await Looks.FourPicturesAsync(desk.Page, "admin-management-review");
        await desk.PressAsync("Save the change");
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The values for Key pilots are changed.");
        await Looks.FourPicturesAsync(desk.Page, "admin-management");

        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "pc2" }).ClickAsync();
        await desk.HeadingAsync("pc2");
        await Assertions.Expect(desk.Page.GetByText("Waits for its next session")).ToBeVisibleAsync();
        await Assertions.Expect(desk.Page.GetByText("Key pilots: on")).ToBeVisibleAsync();
        await Assertions.Expect(desk.Page.GetByText("Every computer: off, does not count")).ToBeVisibleAsync();
        await Looks.FourPicturesAsync(desk.Page, "admin-management-device");

        // Undone: the review says what it was.
        await organisation.OpenAsync("/admin/device-management", "Device management");
        await desk.FollowAsync("Key pilots");
        await desk.PressAsync("Remove these values");
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Row, new() { Name = "Security key sign-in on not set" })).ToBeVisibleAsync();
        await desk.PressAsync("Save the change");
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Key pilots has no values of its own any more.");
    }
}
