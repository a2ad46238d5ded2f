namespace Keyway.Server.Pages;

/// <summary>What all pages share: layout, assets, sessions, forms.</summary>
internal static class PagesFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<PageSessions>();
    }
}
