using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Devices;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Shared;
using Keyway.Server.SignIns;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.Devices;

/// <summary>One computer: what is known of it, and whether it may sign people in.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.DeviceAdministrator, Role.AuthenticationAdministrator, Role.Reader)]
internal sealed class DeviceModel(DeviceService devices, AccountDirectory accounts, SignInQueries signIns) : PortalPage
{
    private const int MostSignIns = 10;

    public Device Device { get; private set; } = null!;

    public Account? Owner { get; private set; }

    public DateTimeOffset? LastSignIn { get; private set; }

    /// <summary>The latest ones at it; empty for who may not read the sign-in log.</summary>
    public IReadOnlyList<SignInEntry> SignIns { get; private set; } = [];

    public bool MayChange => Has(Role.GlobalAdministrator, Role.DeviceAdministrator);

    public bool SeesPeople => Has(Role.GlobalAdministrator, Role.AuthenticationAdministrator, Role.Reader);

    public IActionResult OnGet(Guid id) => Load(id) ? Page() : new RefusedResult(Catalogue.Devices.DeviceNotFound);

    public Task<IActionResult> OnPostEnableAsync(Guid id) => SetEnabledAsync(id, enabled: true);

    public Task<IActionResult> OnPostDisableAsync(Guid id) => SetEnabledAsync(id, enabled: false);

    private async Task<IActionResult> SetEnabledAsync(Guid id, bool enabled)
    {
        if (!Load(id))
            return new RefusedResult(Catalogue.Devices.DeviceNotFound);
        if (!MayChange)
            return Refuse(Catalogue.Accounts.Forbidden);
        if (!(await devices.SetEnabledAsync(id, enabled, Person.Id, HttpContext.RequestAborted)).TryGet(out _, out var refusal))
            return Refuse(refusal);
        var name = Device.DisplayName;
        return GoTo($"/admin/devices/{id}", !enabled ? $"{name} is disabled."
            : devices.Find(id) is { Enabled: false } ? $"{name} is enabled here. Its domain keeps it disabled: enable the computer account there, and let the sync run."
            : $"{name} is enabled.");
    }

    private bool Load(Guid id)
    {
        if (devices.Find(id) is not { } device)
            return false;
        Device = device;
        Owner = device.OwnerId is { } owner ? accounts.Find(owner) : null;
        LastSignIn = signIns.LastAt(id);
        if (SeesPeople)
            SignIns = signIns.Read(new SignInFilter(DeviceId: id), null, MostSignIns).Value.Entries;
        return true;
    }
}
