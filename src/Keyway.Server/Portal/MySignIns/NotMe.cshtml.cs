using Keyway.Server.Accounts;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Sessions;
using Keyway.Server.Portal.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.MySignIns;

/// <summary>Asks, and ends all sign-ins of the person. By whatever sign-in, also a weak one: who sees a stranger's traces must not have to look for the key first.</summary>
[AllowWeakSignIn]
internal sealed class NotMeModel(SignOutEverywhere everywhere, WebSessions sessions) : PortalPage
{
    public async Task<IActionResult> OnPostAsync()
    {
        if (!(await everywhere.RevokeAsync(Person, Person.Id, HttpContext.RequestAborted)).TryGet(out _, out var refusal))
            return Refuse(refusal);
        await sessions.EndAsync(HttpContext);
        return GoTo("/my-sign-ins/ended");
    }
}
