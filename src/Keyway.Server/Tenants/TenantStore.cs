using Keyway.Errors;
using Keyway.Server.Storage;

namespace Keyway.Server.Tenants;

/// <summary>The tenant's one row.</summary>
internal static class TenantStore
{
    /// <summary>Reads the tenant, or makes it at the first start.</summary>
    /// <param name="domain">From the options; null when the store decides.</param>
    public static Result<Tenant> OpenOrCreate(Store store, DurableWriter writer, string name, string? domain, TimeProvider time)
    {
        var tenant = store.Read(Find);
        if (tenant is not null)
            return domain is null || tenant.Domain == domain ? tenant : new Refusal(Catalogue.ServerConfiguration.TenantMismatch, tenant.Domain);
        if (domain is null)
            return Catalogue.ServerConfiguration.TenantDomainInvalid;
        return writer.WriteAsync<Tenant>(session =>
        {
            if (Find(session) is null)
                session.Execute("INSERT INTO Tenant (Id, Name, Domain, CreatedOn) VALUES (@p0, @p1, @p2, @p3)", Guid.NewGuid(), name, domain, time.GetUtcNow());
            return Find(session)!;
        }).GetAwaiter().GetResult();
    }

    private static Tenant? Find(StoreSession session) =>
        session.First("SELECT Id, Name, Domain FROM Tenant", row => new Tenant(row.Id(0), row.GetString(1), row.GetString(2)));
}
