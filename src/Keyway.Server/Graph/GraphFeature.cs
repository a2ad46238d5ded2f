using Keyway.Errors;
using Keyway.Server.Graph.Queries;
using Keyway.Server.Web;

namespace Keyway.Server.Graph;

/// <summary>The Graph-shaped API over people, groups and devices: queries, and the writing of what no domain manages.</summary>
internal static class GraphFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<GraphLists>();
        services.AddSingleton<UserWriting>();
        services.AddSingleton<GroupWriting>();
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Graph.NotFound, StatusCodes.Status404NotFound));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Graph.MemberNotFound, StatusCodes.Status404NotFound));
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        UserEndpoints.Map(endpoints);
        GroupEndpoints.Map(endpoints);
    }
}
