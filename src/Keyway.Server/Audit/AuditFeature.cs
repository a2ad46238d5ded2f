namespace Keyway.Server.Audit;

/// <summary>What changed and who signed in.</summary>
internal static class AuditFeature
{
    public static void AddServices(IServiceCollection services) => services.AddSingleton<AuditLog>();
}
