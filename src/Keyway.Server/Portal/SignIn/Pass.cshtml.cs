using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.SignIn;

/// <summary>Sign-in with a name and a Temporary Access Pass: the way in for who has no key yet, and without scripts.</summary>
[AllowAnonymous]
internal sealed class PassModel(TypedSignIn signIn) : SignInPage
{
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Pass { get; set; }

    public async Task<IActionResult> OnPostAsync() =>
        (await signIn.ByPassAsync(HttpContext, UserName, Pass, Expected)).TryGet(out _, out var refusal) ? LocalRedirect(SignInPaths.Safe(Return)) : Refuse(refusal);
}
