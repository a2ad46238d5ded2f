using Keyway.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.SignIn;

/// <summary>A password of this server is changed by the old one: because it has to be, or because its owner wants to.</summary>
[AllowAnonymous]
internal sealed class ChangePasswordModel(TypedSignIn signIn) : SignInPage
{
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Chosen { get; set; }

    [BindProperty]
    public string? Repeated { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public override IActionResult OnGet()
    {
        UserName = IsSignedIn ? Person.UserName : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Chosen != Repeated)
            return Refuse(Catalogue.Portal.PasswordsDiffer);
        return (await signIn.ByNewPasswordAsync(HttpContext, UserName, Password, Chosen, Code, IsSignedIn ? Person.Id : null)).TryGet(out _, out var refusal)
            ? GoTo(SignInPaths.Safe(Return), "Your password is changed.")
            : Refuse(refusal);
    }
}
