using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.SignIn;

/// <summary>The second step of a sign-in by password.</summary>
[AllowAnonymous]
internal sealed class CodeModel(TypedSignIn signIn) : SignInPage
{
    [BindProperty]
    public string? Code { get; set; }

    public override IActionResult OnGet() => signIn.IsCodeAwaited(HttpContext) ? Page() : LocalRedirect(Way("/sign-in/password"));

    public async Task<IActionResult> OnPostAsync() =>
        (await signIn.ByCodeAsync(HttpContext, Code, Expected)).TryGet(out _, out var refusal) ? LocalRedirect(SignInPaths.Safe(Return)) : Refuse(refusal);
}
