using System.Security.Claims;
using Keyway.Errors;
using Keyway.Server.Hosting;
using Keyway.Server.Portal.Sessions;
using Keyway.Server.Portal.Shared;
using Keyway.Server.Portal.SignIn;
using Keyway.Server.Portal.Welcome;
using Keyway.Server.Tokens;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Keyway.Server.Portal.Access;

/// <summary>
/// Every page passes here first: no form of another site, a session unless the page says that it needs none, more than one factor unless it says that one will do,
/// the roles that the page names, and a fresh sign-in where it asks for one. It stands before the form token's check, which is bound to the person whom it finds.
/// </summary>
internal sealed class PortalGate(WebSessions sessions, FirstKey firstKey, ServerOptions options, TimeProvider time) : IAuthorizationFilter
{
    /// <summary>How long a sign-in counts for what changes sign-in methods.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        var marks = context.ActionDescriptor.EndpointMetadata;
        var changes = !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method);
        if (changes && IsFromElsewhere(http.Request, options.Origin))
        {
            context.Result = new RefusedResult(Catalogue.DeviceCodes.CrossSite);
            return;
        }

        var caller = Identify(http);
        if (marks.OfType<AllowAnonymousAttribute>().Any())
            return;
        context.Result = Stop(http, marks, caller, changes);
    }

    private IActionResult? Stop(HttpContext http, IList<object> marks, Caller? caller, bool changes)
    {
        if (caller is null)
            return changes ? new RefusedResult(Catalogue.Portal.SignInNeeded) : SignInPaths.Redirect(http);
        if (marks.OfType<AllowRolesAttribute>().FirstOrDefault() is { } allowed && !allowed.Roles.Any(caller.Roles.Contains))
            return new RefusedResult(Catalogue.Accounts.Forbidden);
        if (!caller.Methods.Any(AuthenticationMethod.IsStrong) && !marks.OfType<AllowWeakSignInAttribute>().Any())
            return changes ? new RefusedResult(Catalogue.Accounts.MultiFactorNeeded) : new LocalRedirectResult(SignInPaths.SecondFactor);
        var keyFirst = firstKey.IsOwed(caller);
        if (keyFirst && !marks.OfType<AllowBeforeFirstKeyAttribute>().Any())
            return changes ? new RefusedResult(Catalogue.Portal.KeyFirst) : new LocalRedirectResult(SignInPaths.AddKey);
        if (!marks.OfType<FreshSignInAttribute>().Any() || caller.SignedInStrongly(Fresh, time.GetUtcNow()))
            return null;
        if (keyFirst)
            return new RefusedResult(Catalogue.Portal.FirstLinkOver);
        return changes ? new RefusedResult(Catalogue.AuthenticationMethods.StrongSignInNeeded) : SignInPaths.RedirectAgain(http);
    }

    private Caller? Identify(HttpContext http)
    {
        if (sessions.Read(http) is not var (session, caller))
            return null;
        http.Features.Set(session);
        http.Features.Set(caller);
        // A form token holds for this session alone.
        http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, Convert.ToHexStringLower(session.IdHash))], "session"));
        return caller;
    }

    /// <summary>Beside cookie and token: browsers say themselves where a form comes from. A browser too old to say it still has to pass the other two.</summary>
    public static bool IsFromElsewhere(HttpRequest request, string origin)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        var sender = request.Headers.Origin;
        return (site.Count > 0 && site != "same-origin") || (sender.Count > 0 && sender != origin);
    }
}
