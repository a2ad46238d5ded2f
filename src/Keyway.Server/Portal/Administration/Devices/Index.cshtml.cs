using Keyway.Server.Accounts;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Shared;
using Keyway.Server.Search;
using Keyway.Server.SignIns;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.Devices;

/// <summary>The joined computers, found by what their names begin with.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.DeviceAdministrator, Role.AuthenticationAdministrator, Role.Reader)]
internal sealed class IndexModel(DeviceSearch search, SignInQueries signIns) : PortalPage
{
    private const string Path = "/admin/devices";
    private const int APage = 25;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Text { get; set; }

    /// <summary>Where the page before ended.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<ListedDevice> Devices { get; private set; } = [];

    public string? NextPath { get; private set; }

    public string FirstPath => Path + (string.IsNullOrEmpty(Text) ? QueryString.Empty : QueryString.Create("q", Text));

    public void OnGet()
    {
        var found = search.Find(Text ?? "", After, APage);
        Devices = [.. found.Devices.Select(device => new ListedDevice(device, signIns.LastAt(device.Device.Id)))];
        NextPath = found.Next is { } next ? Path + QueryString.Create([KeyValuePair.Create<string, string?>("q", Text ?? ""), KeyValuePair.Create<string, string?>("after", next)]) : null;
    }
}
