namespace Keyway.Server.SecurityInfo;

/// <summary>Where people look after their own sign-in methods, and administrators after other people's.</summary>
internal static class SecurityInfoFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<SecurityKeyRegistrations>();
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        OwnSecurityKeyEndpoints.Map(endpoints);
        OthersSecurityKeyEndpoints.Map(endpoints);
    }
}
