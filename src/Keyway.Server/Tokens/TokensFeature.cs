namespace Keyway.Server.Tokens;

/// <summary>Access tokens and the token endpoint.</summary>
internal static class TokensFeature
{
    public static void AddServices(IServiceCollection services) =>
        services.AddSingleton<AccessTokens>();

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        _ = endpoints;
    }
}
