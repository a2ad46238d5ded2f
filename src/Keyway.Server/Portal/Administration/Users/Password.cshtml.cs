using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.CloudPasswords;
using Keyway.Server.Portal.Access;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.Users;

/// <summary>Sets a password that the server makes, for somebody who is in no domain; the answer to the form is the only place that ever shows it.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.AuthenticationAdministrator)]
internal sealed class PasswordModel(AccountDirectory accounts, CloudPasswords passwords) : MethodActionPage(accounts)
{
    public string? Made { get; private set; }

    public async Task<IActionResult> OnPostAsync()
    {
        var password = MadePassword.Create();
        if (!(await passwords.SetAsync(Target, password, Person.Id, mustChange: true, HttpContext.RequestAborted)).TryGet(out _, out var refusal))
            return Refuse(refusal);
        Made = password;
        return Page();
    }

    protected override Refusal? RefuseTarget() => base.RefuseTarget() ?? (Target.OnPremises is null ? null : new Refusal(Catalogue.CloudPasswords.NotCloudOnly));
}
