using Keyway.Errors;
using Keyway.Server.Portal.Administration.Overview;
using Keyway.Server.Web;

namespace Keyway.Server.Portal.Administration;

/// <summary>The pages that look: overview, devices, Kerberos servers, sign-ins, audit, roles.</summary>
internal static class LogsFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<AttentionList>();
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Portal.FilterUnreadable, StatusCodes.Status400BadRequest));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Portal.SignInUnknown, StatusCodes.Status404NotFound));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Portal.RoleTargetUnclear, StatusCodes.Status400BadRequest));
    }
}
