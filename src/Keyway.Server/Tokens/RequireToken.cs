using Keyway.Errors;
using Keyway.Server.Web;

namespace Keyway.Server.Tokens;

/// <summary>
/// Lets a request through only with a bearer token for one resource and, of a person, when roles are named, at least one of them. Put it on an endpoint or a
/// group; people need a sign-in of more than one factor then: <c>group.RequireToken(ErrorForm.Graph, Resources.Graph, Role.GlobalAdministrator)</c>.
/// An application has no roles: it needs one of the permissions that are named before them, and so does a person whose token is limited, beside the role:
/// <c>group.RequireToken(ErrorForm.Graph, Resources.Graph, [Permission.UserReadAll], Role.Reader)</c>. Where none is named, neither gets in.
/// </summary>
internal sealed class RequireToken(ErrorForm form, AccessRule rule) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!Authenticate(http).TryGet(out var caller, out var refusal))
            return new RefusalReply(form, refusal);
        http.Features.Set(caller);
        return await next(context);
    }

    private Result<Caller> Authenticate(HttpContext http)
    {
        var header = http.Request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { } value || !value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return Catalogue.Accounts.NotSignedIn;
        if (!http.RequestServices.GetRequiredService<AccessTokens>().Validate(value["Bearer ".Length..].Trim()).TryGet(out var caller, out var refusal))
            return refusal;
        if (caller.Resource != rule.Resource)
            return Catalogue.Accounts.WrongAudience;
        if (!http.RequestServices.GetRequiredService<CallerStanding>().Confirm(caller).TryGet(out caller, out refusal))
            return refusal;
        if (caller.Permissions is { } permissions && !rule.Permissions.Any(permissions.Contains))
            return Catalogue.Accounts.Forbidden;
        if (caller.IsApplication || rule.Roles.Count == 0)
            return caller;
        if (!rule.Roles.Any(caller.Roles.Contains))
            return Catalogue.Accounts.Forbidden;
        // Administration is never reached by one factor, whatever grants the server may learn.
        return caller.UserId is null || caller.Methods.Any(AuthenticationMethod.IsStrong) ? caller : Catalogue.Accounts.MultiFactorNeeded;
    }
}
