using Keyway.Fido2.Tests.Metadata;
using Microsoft.Playwright;

namespace Keyway.Portal.Tests.Administration;

/// <summary>An administrator uploads metadata, chooses groups, and meets names that were made to hurt.</summary>
public sealed class MetadataAdministrationTests : IAsyncLifetime
{
    private const string HostileGroup = "\u202eA</td><script>document.title='taken'</script>";
    private const string HostileModel = "<img src=x onerror=document.title='taken'>";

    // Chromium's virtual keys are of this model.
    private static readonly Guid Model = new("01020304-0506-0708-0102-030405060708");

    private readonly MetadataService _publisher = new();
    private PortalDesk _desk = null!;
    private Staff _staff = null!;

    private IPage Page => _desk.Page;

    public async ValueTask InitializeAsync()
    {
        _desk = await PortalDesk.StartAsync(_publisher.Root.ExportCertificatePem());
        _staff = await Staff.OfAsync(_desk.Server);
        await _desk.SignInWithPassAsync(PortalServer.Administrator, await _staff.PassAsync(PortalServer.Administrator));
        await _desk.HeadingAsync("Security info");
    }

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        _publisher.Dispose();
    }

    [Fact]
    public async Task Metadata_is_uploaded_names_models_and_never_goes_back()
    {
        await _desk.AddKeyAsync("usb", "Blue key");
        await UploadAsync(_publisher, 3, HostileModel, "FIDO_CERTIFIED");
        await Assertions.Expect(Page.GetByText("number 3, 1 model")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Cell, new() { Name = HostileModel })).ToBeVisibleAsync();

        // Its date has passed, and the overview says so too.
        await Assertions.Expect(Page.GetByText("Overdue: upload a newer one")).ToBeVisibleAsync();
        await Looks.FourPicturesAsync(Page, "admin-metadata-imported");
        await _desk.GoAsync("/admin");
        await Assertions.Expect(Page.GetByRole(AriaRole.Main)).ToContainTextAsync("out of date");

        await UploadAsync(_publisher, 2, "Older", "FIDO_CERTIFIED");
        await _desk.SaysAsync("KW2745");
        using var stranger = new MetadataService();
        await UploadAsync(stranger, 4, "Foreign", "FIDO_CERTIFIED");
        await _desk.SaysAsync("KW2742");
        await Looks.AssertGoodAsync(Page);

        await UploadAsync(_publisher, 4, HostileModel, "REVOKED");
        await Assertions.Expect(Page.GetByText("Registered here, and refused at sign-in:")).ToBeVisibleAsync();
        Assert.NotEqual("taken", await Page.TitleAsync());
        await _desk.PressAsync("Sign out");
        await _desk.SignInWithKeyAsync();
        await _desk.SaysAsync("KW2746");
    }

    [Fact]
    public async Task Groups_are_chosen_by_name_and_an_excluded_one_wins()
    {
        await _staff.FoundAsync("Pilots");
        await _staff.FoundAsync("Pilots without keys");
        await _staff.FoundAsync(HostileGroup);
        await _desk.GoAsync("/admin/authentication-methods/security-key");
        await Page.GetByLabel("Chosen groups").CheckAsync();
        await FindAsync("Pilots");
        await Page.GetByLabel("include Pilots", new() { Exact = true }).CheckAsync();
        await Page.GetByLabel("exclude Pilots without keys").CheckAsync();
        await FindAsync(HostileGroup[..1]);
        await Assertions.Expect(Page.GetByRole(AriaRole.Cell, new() { Name = HostileGroup, Exact = true })).ToBeVisibleAsync();

        // A name that turns the reading direction turns its own only.
        await Assertions.Expect(Page.Locator("[role=status] bdi")).ToHaveTextAsync(HostileGroup[..1]);
        await Looks.FourPicturesAsync(Page, "admin-policy-groups");
        Assert.NotEqual("taken", await Page.TitleAsync());

        await _desk.PressAsync("Review the change");
        await _desk.HeadingAsync("Save this policy of security keys?");
        await Assertions.Expect(Page.GetByRole(AriaRole.Main)).ToContainTextAsync("Pilots");
        await _desk.PressAsync("Save the change");
        await _desk.HeadingAsync("Authentication methods");

        // The administrator is in none of them.
        await _desk.GoAsync("/security-info/add/key/usb");
        await _desk.SaysAsync("KW2100");
        Assert.DoesNotContain(_desk.Chromium.Complaints, complaint => !complaint.Contains("the server responded with a status of", StringComparison.Ordinal));
    }

    private async Task FindAsync(string text)
    {
        await Page.GetByLabel("Find groups by the beginning of their name").FillAsync(text);
        await _desk.PressAsync("Find groups");
    }

    private async Task UploadAsync(MetadataService publisher, int number, string name, params string[] statuses)
    {
        await _desk.GoAsync("/admin/metadata");
        var blob = publisher.Sign(MetadataService.Payload(number, MetadataService.Entry(Model, name, statuses)));
        await Page.GetByLabel("Metadata BLOB").SetInputFilesAsync(new FilePayload { Name = "blob.jwt", MimeType = "application/jose", Buffer = blob });
        await _desk.PressAsync("Upload");
    }
}
