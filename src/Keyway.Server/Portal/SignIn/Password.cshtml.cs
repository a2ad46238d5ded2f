using Keyway.Errors;
using Keyway.Server.Passwords;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.SignIn;

/// <summary>Sign-in with name and password, for who chose this way; the code of an authenticator app comes on the next page.</summary>
[AllowAnonymous]
internal sealed class PasswordModel(TypedSignIn signIn, PasswordHolders passwords) : SignInPage
{
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public bool HasPasswords => passwords.Stages().Count > 0;

    public override IActionResult OnGet() => HasPasswords ? base.OnGet() : Refuse(Catalogue.Passwords.SignInOff);

    public async Task<IActionResult> OnPostAsync()
    {
        if ((await signIn.ByPasswordAsync(HttpContext, UserName, Password, Expected)).TryGet(out _, out var refusal))
            return LocalRedirect(SignInPaths.Safe(Return));
        if (refusal.Error == Catalogue.OneTimeCodes.CodeNeeded)
            return LocalRedirect(Way("/sign-in/code"));
        return refusal.Error == Catalogue.CloudPasswords.MustChange
            ? GoTo(Way("/sign-in/password/change"), "Your password is right. Choose one that nobody else knows, before anything else.")
            : Refuse(refusal);
    }
}
