using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Devices;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Keyway.Server.Portal.Administration.Devices;

/// <summary>Asks before a computer is removed for good.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.DeviceAdministrator)]
internal sealed class DeleteModel(DeviceService devices) : PortalPage
{
    public Device Device { get; private set; } = null!;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        base.OnPageHandlerExecuting(context);
        if (Guid.TryParse(context.RouteData.Values["id"] as string, out var id) && devices.Find(id) is { } device)
            Device = device;
        else
            context.Result = new RefusedResult(Catalogue.Devices.DeviceNotFound);
    }

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPostAsync() =>
        (await devices.DeleteAsync(Device.Id, Person.Id, HttpContext.RequestAborted)).TryGet(out _, out var refusal)
            ? GoTo("/admin/devices", $"{Device.DisplayName} is deleted.")
            : Refuse(refusal);
}
