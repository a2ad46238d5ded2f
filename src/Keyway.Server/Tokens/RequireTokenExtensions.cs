using Keyway.Server.Accounts;
using Keyway.Server.Web;

namespace Keyway.Server.Tokens;

/// <inheritdoc cref="Tokens.RequireToken"/>
internal static class RequireTokenExtensions
{
    /// <inheritdoc cref="Tokens.RequireToken"/>
    /// <param name="form">How refusals are written.</param>
    /// <param name="resource">One of <see cref="Contracts.OAuth.Resources"/>.</param>
    /// <param name="roles">One of these is needed; none named means that any signed-in caller will do.</param>
    public static TBuilder RequireToken<TBuilder>(this TBuilder builder, ErrorForm form, string resource, params Role[] roles)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter(new RequireToken(form, resource, roles));
}
