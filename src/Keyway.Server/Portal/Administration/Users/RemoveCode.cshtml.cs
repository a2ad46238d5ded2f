using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.OneTimeCodes;
using Keyway.Server.Portal.Access;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.Users;

/// <summary>Asks before somebody's authenticator app is removed.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.AuthenticationAdministrator)]
internal sealed class RemoveCodeModel(AccountDirectory accounts, OneTimeCodes codes) : MethodActionPage(accounts)
{
    public async Task<IActionResult> OnPostAsync() =>
        (await codes.RemoveAsync(Target, Person.Id, HttpContext.RequestAborted, confirmLast: true)).TryGet(out _, out var refusal)
            ? GoTo(Path, "The authenticator app is removed; its codes work no more.")
            : Refuse(refusal);

    protected override Refusal? RefuseTarget() => base.RefuseTarget() ?? (codes.Find(Target.Id) is null ? new Refusal(Catalogue.OneTimeCodes.NoCode) : null);
}
