namespace Keyway.Server.Search;

/// <summary>Finding people and devices by the words of their names.</summary>
internal static class SearchFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<PeopleSearch>();
        services.AddSingleton<DeviceSearch>();
        services.AddHostedService<SearchUpkeep>();
    }
}
