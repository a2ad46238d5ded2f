using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Applications;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.Applications;

/// <summary>The registered applications; a global administrator registers more.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.Reader)]
internal sealed class IndexModel(ApplicationDirectory applications, TimeProvider time) : PortalPage
{
    private const int APage = 50;

    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Where the page before ended.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<Application> Listed { get; private set; } = [];

    public Guid? Next { get; private set; }

    public bool MayChange => Has(Role.GlobalAdministrator);

    public void OnGet() => Load();

    public async Task<IActionResult> OnPostAsync()
    {
        Load();
        if (!MayChange)
            return Refuse(Catalogue.Accounts.Forbidden);
        return (await applications.RegisterAsync(Name ?? "", Person.Id, HttpContext.RequestAborted)).TryGet(out var application, out var refusal)
            ? GoTo(ApplicationPage.PathOf(application.Id), $"{application.DisplayName} is registered. Give it a credential, and the permissions that it needs.")
            : Refuse(refusal);
    }

    public CredentialStanding StandingOf(Application application) => CredentialStanding.Of(application, time.GetUtcNow());

    private void Load()
    {
        var found = applications.Page(After, APage + 1);
        Next = found.Count > APage ? found[APage - 1].Id : null;
        Listed = [.. found.Take(APage).OrderBy(application => application.DisplayName, StringComparer.CurrentCultureIgnoreCase)];
    }
}
