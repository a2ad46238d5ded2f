using Keyway.Server.Accounts;
using Keyway.Server.Applications;
using Keyway.Server.Portal.Access;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.Applications;

/// <summary>Asks before an application is removed.</summary>
[AllowRoles(Role.GlobalAdministrator)]
internal sealed class RemoveModel(ApplicationDirectory applications) : ApplicationPage(applications)
{
    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPostAsync() =>
        (await Applications.RemoveAsync(Target.Id, Person.Id, HttpContext.RequestAborted)).TryGet(out var removed, out var refusal)
            ? GoTo("/admin/applications", $"{removed.DisplayName} is removed.")
            : Refuse(refusal);
}
