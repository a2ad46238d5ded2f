using Keyway.Server.Passwords;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.SignIn;

/// <summary>Sign-in with a security key: nothing to type. Other ways stand below, and a password only where anybody has one.</summary>
[AllowAnonymous]
internal sealed class IndexModel(PortalSignIn signIn, PasswordHolders passwords) : SignInPage
{
    [BindProperty]
    public string? Answer { get; set; }

    public bool HasPasswords => passwords.Stages().Count > 0;

    /// <summary>For the script.</summary>
    public string GestureOptions => signIn.Options(HttpContext, Expected);

    public async Task<IActionResult> OnPostAsync() =>
        (await signIn.ByKeyAsync(HttpContext, Answer, Expected)).TryGet(out _, out var refusal) ? LocalRedirect(SignInPaths.Safe(Return)) : Refuse(refusal);
}
