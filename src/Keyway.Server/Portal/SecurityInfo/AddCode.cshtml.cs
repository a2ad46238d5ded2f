using Keyway.Errors;
using Keyway.Server.AuthenticationMethods;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Shared;
using Keyway.Server.Portal.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.SecurityInfo;

/// <summary>Registers an authenticator app. Who may is the registration's own rule, not this page's: a fresh strong sign-in, or a first app by password alone where the policy says so.</summary>
[AllowWeakSignIn]
internal sealed class AddCodeModel(CodeSetUps setUps, SignInMethods methods) : PortalPage
{
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>Null when there is nothing to set up.</summary>
    public CodeSetUp? SetUp { get; private set; }

    public bool Replaces { get; private set; }

    public IActionResult OnGet()
    {
        if (Open() is not { } refusal)
            return Page();
        if (refusal.Error != Catalogue.AuthenticationMethods.StrongSignInNeeded)
            return Refuse(refusal);
        return SignedIn.IsStrong ? SignInPaths.RedirectAgain(HttpContext) : LocalRedirect(SignInPaths.SecondFactor);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var replaces = methods.Of(Person).Code is not null;
        if ((await setUps.ConfirmAsync(HttpContext, SignedIn, Session, Code)).TryGet(out _, out var refusal))
            return GoTo(SignedIn.IsStrong ? "/security-info" : SignInPaths.SecondFactor, replaces ? "The new authenticator app is registered; the one before works no more." : "The authenticator app is registered.");
        Open();
        return Refuse(refusal);
    }

    private Refusal? Open()
    {
        Replaces = methods.Of(Person).Code is not null;
        if (!setUps.Open(HttpContext, SignedIn, Session).TryGet(out var open, out var refusal))
            return refusal;
        SetUp = open;
        return null;
    }
}
