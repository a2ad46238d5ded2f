using Keyway.Errors;
using Keyway.Kerberos.PartialTickets;
using Keyway.Server.Web;

namespace Keyway.Server.KerberosServers;

/// <summary>Kerberos servers of the synced domains, and the partial TGTs that are minted by their keys.</summary>
internal static class KerberosServersFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<PublicationKeys>();
        services.AddSingleton<KerberosServerService>();
        services.AddSingleton<DriftReports>();
        services.AddSingleton<TicketExplanations>();
        services.AddSingleton<MintingKeys>();
        services.AddSingleton<PartialTicketMinter>();
        services.AddSingleton<PartialTicketIssuer>();
        services.AddSingleton(new RefusalOnTheWire(Catalogue.KerberosServers.NoKerberosServer, StatusCodes.Status400BadRequest, "invalid_target", 500011));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.KerberosServers.ServerNotFound, StatusCodes.Status404NotFound));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.KerberosServers.ForeignDomain, StatusCodes.Status403Forbidden));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.KerberosServers.PublicationStale, StatusCodes.Status409Conflict));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.KerberosServers.DomainSidChanged, StatusCodes.Status409Conflict));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.KerberosServers.BranchIdTaken, StatusCodes.Status409Conflict));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.KerberosServers.KeyRolledBack, StatusCodes.Status409Conflict));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.KerberosServers.ChangedMeanwhile, StatusCodes.Status412PreconditionFailed));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.KerberosServers.DriftOfOtherVersion, StatusCodes.Status409Conflict));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.KerberosServers.DriftReportStale, StatusCodes.Status409Conflict));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.KerberosServers.DomainNotSynced, StatusCodes.Status409Conflict));
    }

    public static void Map(IEndpointRouteBuilder endpoints) => KerberosServerEndpoints.Map(endpoints);
}
