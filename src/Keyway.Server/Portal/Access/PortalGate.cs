using System.Security.Claims;
using Keyway.Errors;
using Keyway.Server.Hosting;
using Keyway.Server.Portal.Sessions;
using Keyway.Server.Portal.Shared;
using Keyway.Server.Portal.SignIn;
using Keyway.Server.Tokens;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Keyway.Server.Portal.Access;

/// <summary>
/// Every page passes here first: no form of another site, a session unless the page says that it needs none, the roles that the page names, and a fresh sign-in
/// where it asks for one. It stands before the form token's check, which is bound to the person whom it finds.
/// </summary>
internal sealed class PortalGate(WebSessions sessions, ServerOptions options, TimeProvider time) : IAuthorizationFilter
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
        if (caller is null)
            context.Result = changes ? new RefusedResult(Catalogue.Portal.SignInNeeded) : SignInPaths.Redirect(http);
        else if (marks.OfType<AllowRolesAttribute>().FirstOrDefault() is { } allowed && CheckRoles(caller, allowed) is { } refusal)
            context.Result = new RefusedResult(refusal);
        else if (marks.OfType<FreshSignInAttribute>().Any() && !caller.SignedInStrongly(Fresh, time.GetUtcNow()))
            context.Result = changes ? new RefusedResult(Catalogue.AuthenticationMethods.StrongSignInNeeded) : SignInPaths.RedirectAgain(http);
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

    private static Refusal? CheckRoles(Caller caller, AllowRolesAttribute allowed)
    {
        if (!allowed.Roles.Any(caller.Roles.Contains))
            return new Refusal(Catalogue.Accounts.Forbidden);
        return caller.Methods.Any(AuthenticationMethod.IsStrong) ? null : new Refusal(Catalogue.Accounts.MultiFactorNeeded);
    }

    /// <summary>Beside cookie and token: browsers say themselves where a form comes from. A browser too old to say it still has to pass the other two.</summary>
    public static bool IsFromElsewhere(HttpRequest request, string origin)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        var sender = request.Headers.Origin;
        return (site.Count > 0 && site != "same-origin") || (sender.Count > 0 && sender != origin);
    }
}
