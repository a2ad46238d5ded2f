using Microsoft.EntityFrameworkCore;

namespace Keyway.Server.Storage;

/// <summary>
/// The one store. Entities and their <see cref="IEntityTypeConfiguration{TEntity}"/> live in the feature that owns the table; tables are made by
/// the numbered SQL files of Storage/Migrations, never by the model. Reads take a context from the factory; writes go through <see cref="DurableWriter"/>.
/// </summary>
internal sealed class KeywayDbContext(DbContextOptions<KeywayDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(KeywayDbContext).Assembly);

    /// <summary>The same columns in SQLite and PostgreSQL: ids as lower-case text, moments as milliseconds since 1970 in UTC.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Guid>().HaveConversion<GuidColumn>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MomentColumn>();
    }
}
