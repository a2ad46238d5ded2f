using Keyway.Server.Portal.Sessions;
using Keyway.Server.Portal.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.SignIn;

/// <summary>Ends the browser's session. Only by a form of ours, so that no other site signs people out.</summary>
[AllowAnonymous]
internal sealed class SignOutModel(WebSessions sessions) : PortalPage
{
    public IActionResult OnGet() => IsSignedIn ? LocalRedirect(SignInPaths.Start) : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        await sessions.EndAsync(HttpContext);
        return LocalRedirect("/sign-out");
    }
}
