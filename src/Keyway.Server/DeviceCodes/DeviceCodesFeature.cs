using Keyway.Errors;
using Keyway.Server.DeviceCodes.Login;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.DeviceCodes;

/// <summary>Sign-in by device code (RFC 8628): a program without a browser shows a code, and a person allows it on a page.</summary>
internal static class DeviceCodesFeature
{
    /// <summary>Where people enter their code.</summary>
    public const string PagePath = "/devicelogin";

    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<DeviceRequests>();
        services.AddSingleton<PollPace>();
        services.AddSingleton<CodeGuesses>();
        services.AddSingleton<DeviceCodeEndpoint>();
        services.AddSingleton<ITokenGrant, DeviceCodeGrant>();
        services.AddSingleton<LoginSessions>();
        services.AddSingleton<LoginGestures>();
        services.AddSingleton<LoginSteps>();

        services.AddSingleton(new RefusalOnTheWire(Catalogue.DeviceCodes.ClientRefused, StatusCodes.Status400BadRequest, "unauthorized_client", 700016));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.DeviceCodes.ResourceRefused, StatusCodes.Status400BadRequest, "invalid_target", 500011));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.DeviceCodes.TooManyOpen, StatusCodes.Status429TooManyRequests, "temporarily_unavailable", 50196));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.DeviceCodes.Pending, StatusCodes.Status400BadRequest, "authorization_pending", 70016));
        // A client that reads only the number goes on waiting, as it should.
        services.AddSingleton(new RefusalOnTheWire(Catalogue.DeviceCodes.SlowDown, StatusCodes.Status400BadRequest, "slow_down", 70016));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.DeviceCodes.Expired, StatusCodes.Status400BadRequest, "expired_token", 70020));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.DeviceCodes.Denied, StatusCodes.Status400BadRequest, "access_denied", 65004));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.DeviceCodes.CodeUnknown, StatusCodes.Status400BadRequest, "invalid_grant", 70018));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.DeviceCodes.Redeemed, StatusCodes.Status400BadRequest, "invalid_grant", 70018));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.DeviceCodes.CrossSite, StatusCodes.Status403Forbidden));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.DeviceCodes.GuessingHeld, StatusCodes.Status429TooManyRequests));
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/{authority}/oauth2/devicecode", Authorize);
        endpoints.MapPost("/{authority}/oauth2/v2.0/devicecode", Authorize);
        LoginEndpoints.Map(endpoints);
    }

    private static Task<IResult> Authorize(HttpContext http, string authority, DeviceCodeEndpoint endpoint) => endpoint.HandleAsync(http, authority);
}
