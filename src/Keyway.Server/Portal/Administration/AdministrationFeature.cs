using Keyway.Errors;
using Keyway.Server.Web;

namespace Keyway.Server.Portal.Administration;

/// <summary>What the pages of the administration refuse themselves; everything else the services behind them refuse.</summary>
internal static class AdministrationFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Portal.DisplayNameInvalid, StatusCodes.Status400BadRequest));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Portal.ManagedByDomain, StatusCodes.Status409Conflict));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Portal.NotAModel, StatusCodes.Status400BadRequest));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Portal.OwnKeysShutOut, StatusCodes.Status409Conflict));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Portal.NobodyMeant, StatusCodes.Status400BadRequest));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Portal.PassLimitsInvalid, StatusCodes.Status400BadRequest));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Portal.NoKeyMade, StatusCodes.Status400BadRequest));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Portal.NoBlob, StatusCodes.Status400BadRequest));
    }
}
