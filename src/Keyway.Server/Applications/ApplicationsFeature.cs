using Keyway.Errors;
using Keyway.Server.Web;

namespace Keyway.Server.Applications;

/// <summary>Programs that act by themselves: their registration, their permissions, and how they sign in.</summary>
internal static class ApplicationsFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<ApplicationDirectory>();
        services.AddSingleton<ApplicationSignIn>();
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Applications.ClientRefused, StatusCodes.Status401Unauthorized, "invalid_client", 7000215));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Applications.CredentialExpired, StatusCodes.Status401Unauthorized, "invalid_client", 7000222));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Applications.ScopeRefused, StatusCodes.Status400BadRequest, "invalid_scope", 70011));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Applications.NotFound, StatusCodes.Status404NotFound));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Applications.CredentialNotFound, StatusCodes.Status404NotFound));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Applications.PermissionNotHeld, StatusCodes.Status404NotFound));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Applications.AdministratorProtected, StatusCodes.Status403Forbidden));
    }

    public static void Map(IEndpointRouteBuilder endpoints) => ApplicationEndpoints.Map(endpoints);
}
