using Keyway.Errors;
using Keyway.Server.Hosting;
using Keyway.Server.Web;

namespace Keyway.Server.Metadata;

/// <summary>What the FIDO Alliance publishes of security key models: names, roots, and which are no longer to be trusted.</summary>
internal static class MetadataFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton(provider => MetadataRoots.Load(provider.GetRequiredService<ServerOptions>().MetadataRootFile).ValueOrFault());
        services.AddSingleton<AuthenticatorModels>();
        services.AddSingleton<MetadataImport>();
        services.AddHostedService<MetadataFile>();

        services.AddSingleton(new RefusalOnTheWire(Catalogue.Metadata.BlobTooLarge, StatusCodes.Status413PayloadTooLarge));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Metadata.NumberWentBack, StatusCodes.Status409Conflict));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Metadata.NothingImported, StatusCodes.Status404NotFound));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Metadata.ModelRevoked, StatusCodes.Status403Forbidden, "access_denied", 53003));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Metadata.ModelCompromised, StatusCodes.Status403Forbidden, "access_denied", 53003));
        foreach (var error in (KeywayError[])
            [Catalogue.Metadata.BlobMalformed, Catalogue.Metadata.SignerUntrusted, Catalogue.Metadata.SignatureWrong, Catalogue.Metadata.PayloadMalformed])
        {
            services.AddSingleton(new RefusalOnTheWire(error, StatusCodes.Status400BadRequest));
        }
    }

    public static void Map(IEndpointRouteBuilder endpoints) => MetadataEndpoints.Map(endpoints);
}
