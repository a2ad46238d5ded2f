namespace Keyway.Server.OpenApi;

/// <summary><c>GET /openapi.json</c>: the description of every address that answers programs.</summary>
internal static class OpenApiFeature
{
    public const string Path = "/openapi.json";

    public static void AddServices(IServiceCollection services) => services.AddSingleton<OpenApiDocument>();

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Path, (OpenApiDocument document) => Results.Bytes(document.Json, "application/json; charset=utf-8"));
}
