using System.Globalization;
using Keyway.Contracts.Graph;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.Passes;
using Keyway.Server.AuthenticationMethods.Policy;
using Keyway.Server.Portal.Access;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.Users;

/// <summary>Issues a Temporary Access Pass; the answer to the form is the only place that ever shows its code.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.AuthenticationAdministrator)]
internal sealed class PassModel(AccountDirectory accounts, TemporaryAccessPasses passes, TemporaryAccessPassPolicies policies)
    : MethodActionPage(accounts)
{
    [BindProperty]
    public string? Minutes { get; set; }

    [BindProperty]
    public bool Once { get; set; }

    public IssuedPass? Issued { get; private set; }

    public bool HasOne => passes.Find(Target.Id) is not null;

    public TemporaryAccessPassPolicy Policy { get; } = policies.CurrentVersion.Document;

    public void OnGet()
    {
        Minutes = Policy.DefaultLifetimeInMinutes?.ToString(CultureInfo.InvariantCulture);
        Once = true;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!int.TryParse(Minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes))
            return Refuse(Catalogue.AuthenticationMethods.PassRequestInvalid);
        var request = new TemporaryAccessPassRequest(LifetimeInMinutes: minutes, IsUsableOnce: Once || Policy.IsUsableOnce == true);
        if (!(await passes.IssueAsync(Target.Id, request, Person.Id, HttpContext.RequestAborted)).TryGet(out var issued, out var refusal))
            return Refuse(refusal);
        Issued = issued;
        return Page();
    }
}
