using System.Text.Json;
using Keyway.Fido2;
using Keyway.Server.Portal.Shared;
using Keyway.Server.Tokens;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.SignIn;

/// <summary>Sign-in with a security key: nothing to type.</summary>
[AllowAnonymous]
internal sealed class IndexModel(PortalSignIn signIn, RelyingParty relyingParty) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public string? Return { get; set; }

    /// <summary>Somebody is signed in, and has to show again who it is.</summary>
    [BindProperty(SupportsGet = true, Name = "again")]
    public string? AgainText { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    public bool Again => AgainText == "1" && IsSignedIn;

    public string PassPath => QueryString.Create([KeyValuePair.Create<string, string?>("return", Return), KeyValuePair.Create<string, string?>("again", AgainText)]) is var query
        ? $"{SignInPaths.SignIn}/pass{query}"
        : "";

    /// <summary>For the script: PublicKeyCredentialRequestOptions without an allow list, so that the key says whose it is (WebAuthn L3 5.5).</summary>
    public string GestureOptions => JsonSerializer.Serialize(new Dictionary<string, string> { ["challenge"] = signIn.Challenge(HttpContext), ["rpId"] = relyingParty.Id });

    public IActionResult OnGet() => IsSignedIn && !Again ? LocalRedirect(SignInPaths.Safe(Return)) : Page();

    public async Task<IActionResult> OnPostAsync() =>
        (await signIn.ByKeyAsync(HttpContext, Answer, Again ? Caller.UserId : null)).TryGet(out _, out var refusal)
            ? LocalRedirect(SignInPaths.Safe(Return))
            : Refuse(refusal);
}
