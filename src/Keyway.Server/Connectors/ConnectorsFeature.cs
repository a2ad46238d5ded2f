using Keyway.Errors;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.Connectors;

/// <summary>The accounts of keyway-connect, one or more a domain.</summary>
internal static class ConnectorsFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<ConnectorDirectory>();
        services.AddSingleton<ClientAssertions>();
        services.AddSingleton<ITokenGrant, ClientCredentialsGrant>();
        services.AddSingleton(new RefusalOnTheWire(Catalogue.AuthenticationMethods.ClientRefused, StatusCodes.Status401Unauthorized, "invalid_client", 7000215));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Accounts.ConnectorCertificateExpired, StatusCodes.Status401Unauthorized, "invalid_client", 7000222));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Accounts.ClientAssertionRefused, StatusCodes.Status401Unauthorized, "invalid_client", 50027));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Accounts.ClientAssertionReplayed, StatusCodes.Status401Unauthorized, "invalid_client", 50027));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.AuthenticationMethods.ConnectorNotFound, StatusCodes.Status404NotFound));
    }

    public static void Map(IEndpointRouteBuilder endpoints) => ConnectorEndpoints.Map(endpoints);
}
