using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.DeviceManagement;
using Keyway.Server.Devices;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Shared;
using Keyway.Server.Search;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.DeviceManagement;

/// <summary>One computer under management: what it is to have, why, and what it has.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.AuthenticationPolicyAdministrator, Role.DeviceAdministrator, Role.Reader)]
internal sealed class DeviceModel(ManagedDevices devices, DeviceService names, GroupSearch groups, AccountDirectory accounts) : PortalPage
{
    public ManagedDevice Managed { get; private set; } = null!;

    public string? OwnerName { get; private set; }

    /// <summary>Whether the page of the computer itself opens too.</summary>
    public bool SeesDevice => Has(Role.GlobalAdministrator, Role.DeviceAdministrator, Role.Reader);

    public IActionResult OnGet(Guid id)
    {
        if (devices.Find(id) is not { } managed)
            return new RefusedResult(Catalogue.Devices.DeviceNotFound);
        Managed = managed;
        OwnerName = managed.Device.OwnerId is { } owner ? accounts.Find(owner)?.UserName : null;
        return Page();
    }

    public string NameOf(EffectiveSource source) => source.TargetId is { } target ? TargetNames.Of(source.TargetType, target, groups, names) : "Every computer";
}
