using Keyway.Server.Portal.Shared;
using Keyway.Server.Portal.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal;

/// <summary>The server's address: leads everybody to their own page, by way of the sign-in.</summary>
internal sealed class StartModel : PortalPage
{
    public IActionResult OnGet() => LocalRedirect(SignInPaths.Start);
}
