using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods;
using Keyway.Server.Portal.Sessions;
using Keyway.Server.Tokens;
using Keyway.Server.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Keyway.Server.Portal.Shared;

/// <summary>What every page of ours has: who is signed in, a refusal to show above the form, and a notice of what the last form did.</summary>
internal abstract class PortalPage : PageModel
{
    private const string NoticeKey = "notice";

    /// <summary>What the form was refused for; the page shows it and keeps what was typed.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>What the form before this page did, told once.</summary>
    public string? Notice { get; private set; }

    /// <summary>Who asks. Only behind <see cref="Access.PortalGate"/>, so not on pages for everybody.</summary>
    protected Caller Caller => Caller.Of(HttpContext);

    protected WebSession Session => HttpContext.Features.Get<WebSession>() ?? throw new InvalidOperationException("This page is open to everybody.");

    /// <summary>The person who is signed in.</summary>
    protected Account Person => HttpContext.RequestServices.GetRequiredService<AccountDirectory>().Find(Caller.UserId!.Value)!;

    /// <summary>The person, and how the session began.</summary>
    protected SignedInPerson SignedIn => new(Person, Caller.Methods, Caller.AuthenticatedOn);

    public bool IsSignedIn => HttpContext.Features.Get<Caller>() is not null;

    public bool Has(params ReadOnlySpan<Role> roles)
    {
        if (HttpContext.Features.Get<Caller>() is not { } caller)
            return false;
        foreach (var role in roles)
        {
            if (caller.Roles.Contains(role))
                return true;
        }

        return false;
    }

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        // Else each page would tell the browser to forget a cookie that it does not have.
        if (Request.Cookies.ContainsKey(PortalFeature.NoticeCookie))
            Notice = TempData[NoticeKey] as string;
    }

    /// <summary>Shows the page again, with the reason on top and the status that the reason has.</summary>
    protected PageResult Refuse(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = HttpContext.RequestServices.GetRequiredService<RefusalReplies>().Of(refusal.Error).Status;
        RefusedResult.Log(HttpContext, refusal, Response.StatusCode);
        return Page();
    }

    /// <summary>Leads on after a form has done its work, so that a reload does not do it twice.</summary>
    protected LocalRedirectResult GoTo(string path, string? notice = null)
    {
        if (notice is not null)
            TempData[NoticeKey] = WithoutDirections(notice);
        return LocalRedirect(path);
    }

    /// <summary>A notice names people and things: none of them may turn the reading direction of what stands behind its name.</summary>
    private static string WithoutDirections(string notice) => string.Concat(notice.Where(c => c is not (>= '\u202A' and <= '\u202E') and not (>= '\u2066' and <= '\u2069')));
}
