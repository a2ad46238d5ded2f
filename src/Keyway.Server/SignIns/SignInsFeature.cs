using Keyway.Server.Accounts;

namespace Keyway.Server.SignIns;

/// <summary>The sign-in log.</summary>
internal static class SignInsFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<RefusedSignIns>();
        services.AddHostedService<RefusedSignInWriter>();
        services.AddSingleton<SignInLog>();
        services.AddSingleton<RefusedTokenRequests>();
        services.AddSingleton<KeyUsageQueries>();
        services.AddSingleton<SignInQueries>();
        services.AddSingleton<SignInExport>();
        services.AddSingleton<IPersonRecords, SignInRecords>();
    }

    public static void Map(IEndpointRouteBuilder endpoints) => SignInEndpoints.Map(endpoints);
}
