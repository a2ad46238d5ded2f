using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Shared;
using Keyway.Server.Search;
using Keyway.Server.SecurityInfo;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.Roles;

/// <summary>Who may administer what. Only a global administrator changes it.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.Reader)]
internal sealed class IndexModel(RoleAdministration administration, AccountDirectory accounts, SecurityKeyRegistrations keys, PeopleSearch search) : PortalPage
{
    private const int MostOffered = 10;

    public ILookup<Role, HeldRole> Held { get; private set; } = null!;

    /// <summary>Whom a typed name may mean, when it is not one person's.</summary>
    public IReadOnlyList<DirectoryUser> Offered { get; private set; } = [];

    [BindProperty(Name = "person", SupportsGet = true)]
    public string? PersonName { get; set; }

    [BindProperty(Name = "role", SupportsGet = true)]
    public string? RoleName { get; set; }

    public bool MayChange => Has(Role.GlobalAdministrator);

    public void OnGet() => Load();

    public async Task<IActionResult> OnPostAsync()
    {
        Load();
        if (!MayChange)
            return Refuse(Catalogue.Accounts.Forbidden);
        if (RoleWords.Of(RoleName) is not { } words || Find() is not { } account)
            return Refuse(Catalogue.Portal.RoleTargetUnclear);
        return (await administration.AssignAsync(account.Id, words.Role, Person.Id, HttpContext.RequestAborted)).TryGet(out _, out var refusal)
            ? GoTo("/admin/roles", $"{account.DisplayName} is {words.Name.ToLowerInvariant()} from now on.")
            : Refuse(refusal);
    }

    private Account? Find()
    {
        if (string.IsNullOrWhiteSpace(PersonName))
            return null;
        if (accounts.FindByUserName(PersonName.Trim()) is { } account)
            return account;
        Offered = search.Find(PersonName, null, MostOffered).People;
        return Offered is [var only] ? accounts.Find(only.Id) : null;
    }

    private void Load()
    {
        var found = new List<HeldRole>();
        foreach (var group in administration.All().GroupBy(held => held.Account))
        {
            if (accounts.Find(group.Key) is not { } account)
                continue;
            var hasKey = keys.KeysOf(account.Id).Count > 0;
            found.AddRange(group.Select(held => new HeldRole(account, held.Role, hasKey)));
        }

        Held = found.OrderBy(held => held.Account.DisplayName, StringComparer.OrdinalIgnoreCase).ToLookup(held => held.Role);
    }
}
