namespace Keyway.Server.Audit;

/// <summary>What changed.</summary>
internal static class AuditFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<AuditLog>();
        services.AddSingleton<AuditQueries>();
    }
}
