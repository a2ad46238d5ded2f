using Keyway.Server.Accounts;
using Keyway.Server.Portal.Access;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.Users;

/// <summary>Asks before all sign-ins of a person are ended.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.AuthenticationAdministrator)]
internal sealed class SignOutModel(AccountDirectory accounts, SignOutEverywhere everywhere) : MethodActionPage(accounts)
{
    public async Task<IActionResult> OnPostAsync() =>
        (await everywhere.RevokeAsync(Target, Person.Id, HttpContext.RequestAborted)).TryGet(out var account, out var refusal)
            ? GoTo(Path, $"{account.DisplayName} is signed out everywhere.")
            : Refuse(refusal);
}
