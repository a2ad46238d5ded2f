using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.PrimaryRefreshTokens.RenewedPasswords;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.PrimaryRefreshTokens;

/// <summary>The device sign-in; it has no endpoint of its own but a grant of the token endpoint.</summary>
internal static class PrimaryRefreshTokensFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<PrtIssuer>();
        services.AddSingleton<PasswordRenewals>();
        services.AddSingleton<PrtRenewal>();
        services.AddSingleton<IPersonRecords, PrtRecords>();
        services.AddSingleton<ISessionRecords, PrtSessions>();
        services.AddSingleton<ITokenGrant, PrtGrant>();
        services.AddSingleton<ITokenGrant, PasswordQuestionGrant>();
        services.AddSingleton(new RefusalOnTheWire(Catalogue.PrimaryRefreshTokens.DeviceCertificateMissing, StatusCodes.Status400BadRequest, "invalid_grant", 50097));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.PrimaryRefreshTokens.DeviceSignatureWrong, StatusCodes.Status400BadRequest, "invalid_grant", 50155));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.PrimaryRefreshTokens.TokenUnknown, StatusCodes.Status400BadRequest, "invalid_grant", 700082));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.PrimaryRefreshTokens.DerivationTooOld, StatusCodes.Status400BadRequest, "invalid_request", 900144));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.PrimaryRefreshTokens.ProofWrong, StatusCodes.Status400BadRequest, "invalid_grant", 50155));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.PrimaryRefreshTokens.ScopeMissing, StatusCodes.Status400BadRequest, "invalid_scope", 70011));
    }
}
