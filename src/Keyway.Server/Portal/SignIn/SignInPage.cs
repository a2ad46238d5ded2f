using Keyway.Server.Portal.Shared;
using Keyway.Server.Tokens;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.SignIn;

/// <summary>What every way to sign in has: where to go on, and whether somebody who is signed in shows again who it is.</summary>
internal abstract class SignInPage : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public string? Return { get; set; }

    /// <summary>Somebody is signed in, and has to show again who it is: <c>1</c>.</summary>
    [BindProperty(SupportsGet = true, Name = "again")]
    public string? AgainText { get; set; }

    public bool Again => AgainText == "1" && IsSignedIn;

    /// <summary>Nobody but this person may sign in; null for anybody.</summary>
    protected Guid? Expected => Again ? Caller.UserId : null;

    /// <summary>Another way to sign in, with where to go on.</summary>
    public string Way(string path) => path + QueryString.Create(
        new[] { KeyValuePair.Create("return", Return), KeyValuePair.Create("again", AgainText) }.Where(parameter => !string.IsNullOrEmpty(parameter.Value)));

    public virtual IActionResult OnGet() => IsSignedIn && !Again ? LocalRedirect(SignInPaths.Safe(Return)) : Page();
}
