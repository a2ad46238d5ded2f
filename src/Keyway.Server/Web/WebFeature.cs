using Keyway.Errors;
using Keyway.Server.KerberosServers;
using Keyway.Server.Synchronization;

namespace Keyway.Server.Web;

/// <summary>What every endpoint shares: trace ids, security headers, refusals in the protocol's form, health.</summary>
internal static class WebFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<RefusalReplies>();
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Accounts.BodyTooLarge, StatusCodes.Status413PayloadTooLarge));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Accounts.NotSignedIn, StatusCodes.Status401Unauthorized, "invalid_token", 50097));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Accounts.TokenExpired, StatusCodes.Status401Unauthorized, "invalid_token", 700082));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Accounts.WrongAudience, StatusCodes.Status401Unauthorized, "invalid_token", 500011));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Accounts.Forbidden, StatusCodes.Status403Forbidden, "access_denied", 50105));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Accounts.MultiFactorNeeded, StatusCodes.Status403Forbidden, "access_denied", 50076));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Accounts.NotFound, StatusCodes.Status404NotFound));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Accounts.MethodNotAllowed, StatusCodes.Status405MethodNotAllowed));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Accounts.TooManyRequests, StatusCodes.Status429TooManyRequests, "temporarily_unavailable", 50196));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Accounts.Unexpected, StatusCodes.Status500InternalServerError, "server_error", 90033));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Accounts.StoreUnavailable, StatusCodes.Status503ServiceUnavailable, "temporarily_unavailable", 90033));
    }

    public static void Map(IEndpointRouteBuilder endpoints) =>
        // A store that cannot be read throws, and the pipeline answers 503.
        // Which Kerberos server is stopped, or which domain's sync stands still, a stranger does not learn.
        endpoints.MapGet("/health", (KerberosServerService kerberosServers, SynchronizationReports synchronization) =>
            Results.Text(kerberosServers.IsAnyStopped || synchronization.IsAnyTroubled ? "degraded\n" : "ok\n"));
}
