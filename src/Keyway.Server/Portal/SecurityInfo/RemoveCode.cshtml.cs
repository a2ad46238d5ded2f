using Keyway.Errors;
using Keyway.Server.AuthenticationMethods.OneTimeCodes;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.SecurityInfo;

/// <summary>Asks, removes the authenticator app, and asks a second time when no strong way to sign in would be left (W13).</summary>
[FreshSignIn]
internal sealed class RemoveCodeModel(OneTimeCodes codes) : PortalPage
{
    /// <summary><c>1</c>: the person was told that it is the last way.</summary>
    [BindProperty]
    public string? Last { get; set; }

    public bool AsksForLast { get; private set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if ((await codes.RemoveAsync(Person, Person.Id, HttpContext.RequestAborted, confirmLast: Last == "1")).TryGet(out _, out var refusal))
            return GoTo("/security-info", "The authenticator app is removed.");
        if (refusal.Error != Catalogue.AuthenticationMethods.LastStrongMethod)
            return Refuse(refusal);
        AsksForLast = true;
        return Page();
    }
}
