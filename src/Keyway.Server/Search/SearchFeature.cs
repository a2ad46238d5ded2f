namespace Keyway.Server.Search;

/// <summary>Finding people, devices and groups by their names.</summary>
internal static class SearchFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<PeopleSearch>();
        services.AddSingleton<DeviceSearch>();
        services.AddSingleton<GroupSearch>();
        services.AddHostedService<SearchUpkeep>();
    }
}
