using Keyway.Server.Accounts;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.Users;

/// <summary>Makes a person who is in no domain. A role is given elsewhere, and never by this form.</summary>
[AllowRoles(Role.GlobalAdministrator)]
internal sealed class NewModel(PeopleAdministration people) : PortalPage
{
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? DisplayName { get; set; }

    public async Task<IActionResult> OnPostAsync() =>
        (await people.CreateAsync(UserName?.Trim() ?? "", DisplayName?.Trim() ?? "", Person.Id, HttpContext.RequestAborted)).TryGet(out var account, out var refusal)
            ? GoTo(PersonPage.PathOf(account.Id), $"{account.DisplayName} is here, and has no way to sign in yet: issue a Temporary Access Pass.")
            : Refuse(refusal);
}
