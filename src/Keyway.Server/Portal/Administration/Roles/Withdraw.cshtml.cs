using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Keyway.Server.Portal.Administration.Roles;

/// <summary>Asks before a role is withdrawn: from oneself, it cannot be given back.</summary>
[AllowRoles(Role.GlobalAdministrator)]
internal sealed class WithdrawModel(RoleAdministration administration, AccountDirectory accounts) : PortalPage
{
    [BindProperty(Name = "id", SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(Name = "role", SupportsGet = true)]
    public string? RoleName { get; set; }

    public Account Target { get; private set; } = null!;

    public RoleWords Words { get; private set; } = null!;

    public bool IsOneself => Target.Id == Person.Id;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        base.OnPageHandlerExecuting(context);
        if (accounts.Find(Id) is { } account && RoleWords.Of(RoleName) is { } words && account.Roles.Contains(words.Role))
            (Target, Words) = (account, words);
        else
            context.Result = new RefusedResult(Catalogue.Accounts.RoleAssignmentNotFound);
    }

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPostAsync()
    {
        var isOneself = IsOneself;
        if (!(await administration.WithdrawAsync(Target.Id, Words.Role, Person.Id, HttpContext.RequestAborted)).TryGet(out _, out var refusal))
            return Refuse(refusal);
        // Who has just given up this role may not open that page any more.
        return GoTo(isOneself ? "/security-info" : "/admin/roles", $"{Target.DisplayName} is no longer {Words.Name.ToLowerInvariant()}.");
    }
}
