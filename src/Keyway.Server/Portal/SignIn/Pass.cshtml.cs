using Keyway.Server.Portal.Shared;
using Keyway.Server.Tokens;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.SignIn;

/// <summary>Sign-in with a name and a Temporary Access Pass: the way in for who has no key yet, and without scripts.</summary>
[AllowAnonymous]
internal sealed class PassModel(PortalSignIn signIn) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public string? Return { get; set; }

    [BindProperty(SupportsGet = true, Name = "again")]
    public string? AgainText { get; set; }

    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Pass { get; set; }

    public bool Again => AgainText == "1" && IsSignedIn;

    public IActionResult OnGet() => IsSignedIn && !Again ? LocalRedirect(SignInPaths.Safe(Return)) : Page();

    public async Task<IActionResult> OnPostAsync() =>
        (await signIn.ByPassAsync(HttpContext, UserName, Pass, Again ? Caller.UserId : null)).TryGet(out _, out var refusal)
            ? LocalRedirect(SignInPaths.Safe(Return))
            : Refuse(refusal);
}
