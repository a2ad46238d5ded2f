using Keyway.Contracts.DeviceManagement;
using Keyway.Server.Accounts;
using Keyway.Server.DeviceManagement;
using Keyway.Server.Devices;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Shared;
using Keyway.Server.Search;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.DeviceManagement;

/// <summary>What device management sets, for whom, and how each computer stands.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.AuthenticationPolicyAdministrator, Role.DeviceAdministrator, Role.Reader)]
internal sealed class IndexModel(ManagementProfiles profiles, ManagedDevices managed, DeviceSearch search, GroupSearch groups, DeviceService devices) : PortalPage
{
    private const string Path = "/admin/device-management";
    private const int APage = 25;

    /// <summary>The beginning of a computer's name.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Text { get; set; }

    /// <summary>Where the page before ended.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>The beginning of a group's name.</summary>
    [BindProperty(SupportsGet = true, Name = "group")]
    public string? GroupText { get; set; }

    public ManagementProfile Profile { get; } = profiles.Current.Profile;

    public EnrolmentCounts Counts { get; } = managed.Counts;

    public IReadOnlyList<ListedAssignment> Assignments { get; private set; } = [];

    public IReadOnlyList<DirectoryGroup> FoundGroups { get; private set; } = [];

    public IReadOnlyList<ListedManagedDevice> Devices { get; private set; } = [];

    public string? NextPath { get; private set; }

    public string FirstPath => Address.Of(Path, ("q", Text)) + "#computers";

    public bool MayChange => Has(Role.GlobalAdministrator, Role.AuthenticationPolicyAdministrator);

    public void OnGet()
    {
        Assignments = [.. Profile.Assignments.Select(assignment => new ListedAssignment(assignment, TargetNames.Of(assignment.TargetType, assignment.TargetId, groups, devices)))];
        FoundGroups = groups.Find(GroupText);
        var found = search.Find(Text ?? "", After, APage);
        Devices = [.. found.Devices.Select(device => new ListedManagedDevice(managed.Of(device.Device), device.OwnerName))];
        NextPath = found.Next is { } next ? Address.Of(Path, ("q", Text), ("after", next)) + "#computers" : null;
    }
}
