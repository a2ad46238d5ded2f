namespace Keyway.Server.Pages;

/// <summary>What all pages share: layout, assets, sessions, forms.</summary>
internal static class PagesFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<PageAssets>();
        services.AddSingleton<PageSessions>();
    }

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/assets/{hash}/{name}", (HttpContext http, PageAssets assets) => assets.Reply(http));
}
