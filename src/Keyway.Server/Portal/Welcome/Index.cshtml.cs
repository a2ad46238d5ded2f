using Keyway.Errors;
using Keyway.Server.AuthenticationMethods.Passes;
using Keyway.Server.Portal.Shared;
using Keyway.Server.Portal.SignIn;
using Keyway.Server.SignIns;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Welcome;

/// <summary>The first administrator's one-time link. To look at it spends nothing, because programs look at links before people do; the button spends it.</summary>
[AllowAnonymous]
internal sealed class IndexModel(FirstAdministratorLink link, SignInCompletion completion) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    /// <summary>Whom the link signs in; null when it signs in nobody any more.</summary>
    public string? UserName { get; private set; }

    public IActionResult OnGet()
    {
        UserName = link.Peek(Token)?.UserName;
        return UserName is null ? Refuse(Catalogue.AuthenticationMethods.FirstLinkInvalid) : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var spent = await link.SpendAsync(Token, HttpContext.RequestAborted);
        if (!spent.TryGet(out var person, out var refusal))
            return Refuse(completion.Refused(HttpContext, SignInMethod.TemporaryAccessPass, refusal, account: null));
        var marked = person with { Methods = [.. person.Methods, FirstKey.Mark] };
        return (await completion.CompleteAsync(HttpContext, marked, SignInMethod.TemporaryAccessPass)).TryGet(out _, out refusal) ? GoTo(SignInPaths.AddKey) : Refuse(refusal);
    }
}
