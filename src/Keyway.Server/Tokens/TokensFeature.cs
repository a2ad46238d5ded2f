using Keyway.Errors;
using Keyway.Server.Tokens.Grants;
using Keyway.Server.Tokens.Nonces;
using Keyway.Server.Web;

namespace Keyway.Server.Tokens;

/// <summary>Nonces, access tokens and the token endpoint with its grants; the features that can sign somebody in add theirs.</summary>
internal static class TokensFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<CallerStanding>();
        services.AddSingleton<ServerNonces>();
        services.AddSingleton<GuessThrottle>();
        services.AddSingleton<TokenEndpoint>();
        services.AddSingleton<ITokenGrant, NonceGrant>();

        services.AddSingleton(new RefusalOnTheWire(Catalogue.PrimaryRefreshTokens.NonceInvalid, StatusCodes.Status400BadRequest, "invalid_grant", 140000));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.PrimaryRefreshTokens.NonceExpired, StatusCodes.Status400BadRequest, "invalid_grant", 140000));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.PrimaryRefreshTokens.NonceSpent, StatusCodes.Status400BadRequest, "invalid_grant", 140000));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.PrimaryRefreshTokens.GrantUnknown, StatusCodes.Status400BadRequest, "unsupported_grant_type", 70003));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.PrimaryRefreshTokens.ResourceUnknown, StatusCodes.Status400BadRequest, "invalid_target", 500011));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.PrimaryRefreshTokens.AuthorityUnknown, StatusCodes.Status400BadRequest, "invalid_request", 90002));
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/{authority}/oauth2/token", Token);
        // The address beside /oauth2/v2.0/devicecode.
        endpoints.MapPost("/{authority}/oauth2/v2.0/token", Token);
    }

    private static Task<IResult> Token(HttpContext http, string authority, TokenEndpoint endpoint) => endpoint.HandleAsync(http, authority);
}
