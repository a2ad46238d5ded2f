using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Portal.Access;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.Users;

/// <summary>Asks before a cloud-only person is kept out.</summary>
[AllowRoles(Role.GlobalAdministrator)]
internal sealed class DisableModel(AccountDirectory accounts, PeopleAdministration people) : PersonPage(accounts)
{
    public async Task<IActionResult> OnPostAsync() =>
        (await people.SetEnabledAsync(Target.Id, enabled: false, Person.Id, HttpContext.RequestAborted)).TryGet(out var account, out var refusal)
            ? GoTo(Path, $"{account.DisplayName} is disabled.")
            : Refuse(refusal);

    protected override Refusal? RefuseTarget() => Target.OnPremises is null ? null : new Refusal(Catalogue.Portal.ManagedByDomain);
}
