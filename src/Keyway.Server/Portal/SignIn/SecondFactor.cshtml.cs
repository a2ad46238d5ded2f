using Keyway.Server.AuthenticationMethods;
using Keyway.Server.AuthenticationMethods.OneTimeCodes;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.SignIn;

/// <summary>Where somebody stands who signed in by a password alone: it tells the way to a second factor, and shows nothing of the account.</summary>
[AllowWeakSignIn]
internal sealed class SecondFactorModel(SignInMethods methods, OneTimeCodes codes) : PortalPage
{
    public bool HasKey { get; private set; }

    public bool HasCode { get; private set; }

    public bool MayRegisterCode { get; private set; }

    public IActionResult OnGet()
    {
        if (SignedIn.IsStrong)
            return LocalRedirect(SignInPaths.Start);
        var own = methods.Of(Person);
        HasKey = own.UsableKeys.Count > 0;
        HasCode = own.HasPasswordAndCode;
        MayRegisterCode = codes.MayRegister(SignedIn) is null;
        return Page();
    }
}
