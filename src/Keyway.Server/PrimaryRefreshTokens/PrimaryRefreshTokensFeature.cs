using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.PrimaryRefreshTokens;

/// <summary>The device sign-in; it has no endpoint of its own but a grant of the token endpoint.</summary>
internal static class PrimaryRefreshTokensFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<PrtIssuer>();
        services.AddSingleton<IPersonRecords, PrtRecords>();
        services.AddSingleton<ISessionRecords, PrtSessions>();
        services.AddSingleton<ITokenGrant, PrtGrant>();
        services.AddSingleton(new RefusalOnTheWire(Catalogue.PrimaryRefreshTokens.DeviceCertificateMissing, StatusCodes.Status400BadRequest, "invalid_grant", 50097));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.PrimaryRefreshTokens.DeviceSignatureWrong, StatusCodes.Status400BadRequest, "invalid_grant", 50155));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.PrimaryRefreshTokens.ScopeMissing, StatusCodes.Status400BadRequest, "invalid_scope", 70011));
    }
}
