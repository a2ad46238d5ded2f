using System.Globalization;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Applications;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Keyway.Server.Portal.Administration.Applications;

/// <summary>Asks before a credential of an application is removed.</summary>
[AllowRoles(Role.GlobalAdministrator)]
internal sealed class RemoveCredentialModel(ApplicationDirectory applications) : ApplicationPage(applications)
{
    public ApplicationCredential Credential { get; private set; } = null!;

    public bool IsSecret => Credential.SecretHash is not null;

    public bool IsLast => Target.Credentials.Count == 1;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        base.OnPageHandlerExecuting(context);
        if (context.Result is not null)
            return;
        // Only among this application's own.
        var id = Convert.ToString(RouteData.Values["credential"], CultureInfo.InvariantCulture);
        if (Target.Credentials.FirstOrDefault(held => held.Id.ToString("D").Equals(id, StringComparison.OrdinalIgnoreCase)) is { } credential)
            Credential = credential;
        else
            context.Result = new RefusedResult(Catalogue.Applications.CredentialNotFound);
    }

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPostAsync() =>
        (await Applications.RemoveCredentialAsync(Target.Id, Credential.Id, IsSecret, Person.Id, HttpContext.RequestAborted)).TryGet(out _, out var refusal)
            ? GoTo(Path, IsSecret ? "The secret is removed, and works no more." : "The certificate is removed, and works no more.")
            : Refuse(refusal);
}
