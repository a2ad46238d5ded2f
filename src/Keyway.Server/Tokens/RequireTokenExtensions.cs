using Keyway.Server.Accounts;
using Keyway.Server.Web;

namespace Keyway.Server.Tokens;

/// <inheritdoc cref="Tokens.RequireToken"/>
internal static class RequireTokenExtensions
{
    /// <summary>For people and connectors only: no application gets in, and no token that is limited.</summary>
    /// <inheritdoc cref="RequireToken{TBuilder}(TBuilder, ErrorForm, string, Permission[], Role[])"/>
    public static TBuilder RequireToken<TBuilder>(this TBuilder builder, ErrorForm form, string resource, params Role[] roles)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireToken(form, resource, [], roles);

    /// <inheritdoc cref="Tokens.RequireToken"/>
    /// <param name="form">How refusals are written.</param>
    /// <param name="resource">One of <see cref="Contracts.OAuth.Resources"/>.</param>
    /// <param name="permissions">One of these lets an application in, and a person whose token is limited to some.</param>
    /// <param name="roles">A person needs one of these; none named means that any signed-in person will do.</param>
    public static TBuilder RequireToken<TBuilder>(this TBuilder builder, ErrorForm form, string resource, Permission[] permissions, params Role[] roles)
        where TBuilder : IEndpointConventionBuilder
    {
        var rule = new AccessRule(resource, permissions, roles);
        return builder.AddEndpointFilter(new RequireToken(form, rule)).WithMetadata(rule);
    }
}
