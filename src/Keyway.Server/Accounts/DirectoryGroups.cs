using System.Data.Common;
using Keyway.Server.Storage;

namespace Keyway.Server.Accounts;

/// <summary>The table of groups. Whoever writes has checked the rules before.</summary>
internal static class DirectoryGroups
{
    /// <summary>The columns that <see cref="Map"/> reads.</summary>
    public const string Columns = "Id, DisplayName, ExternalId, Domain, SamAccountName, Sid, CreatedOn, ModifiedOn, Version";

    public static DirectoryGroup? Find(StoreSession session, Guid id) =>
        session.First($"SELECT {Columns} FROM DirectoryGroup WHERE Id = @p0", Map, id);

    /// <summary>The group with this anchor in a domain.</summary>
    public static DirectoryGroup? FindByAnchor(StoreSession session, string domain, string externalId) =>
        session.First($"SELECT {Columns} FROM DirectoryGroup WHERE Domain = @p0 AND ExternalId = @p1", Map, domain, externalId);

    /// <summary>The group with this SID in a domain.</summary>
    public static DirectoryGroup? FindBySid(StoreSession session, string domain, string sid) =>
        session.First($"SELECT {Columns} FROM DirectoryGroup WHERE Domain = @p0 AND Sid = @p1", Map, domain, sid);

    /// <summary>How many groups a domain has here.</summary>
    public static long CountOf(StoreSession session, string domain) =>
        session.First("SELECT COUNT(*) FROM DirectoryGroup WHERE Domain = @p0", row => row.GetInt64(0), domain);

    public static void Insert(StoreSession session, DirectoryGroup group) => session.Execute(
        $"INSERT INTO DirectoryGroup ({Columns}) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)",
        group.Id, group.DisplayName, group.ExternalId, group.Domain, group.OnPremises?.SamAccountName, group.OnPremises?.Sid.ToString(),
        group.CreatedOn, group.ModifiedOn, group.Version);

    /// <summary>Writes all that may change: not the domain and not the SID.</summary>
    public static void Update(StoreSession session, DirectoryGroup group) => session.Execute(
        "UPDATE DirectoryGroup SET DisplayName = @p1, ExternalId = @p2, SamAccountName = @p3, ModifiedOn = @p4, Version = @p5 WHERE Id = @p0",
        group.Id, group.DisplayName, group.ExternalId, group.OnPremises?.SamAccountName, group.ModifiedOn, group.Version);

    /// <summary>Removes a group with its memberships: its own members, and where it was one.</summary>
    public static void Delete(StoreSession session, Guid id)
    {
        Memberships.RemoveAll(session, id);
        Memberships.RemoveEverywhere(session, id);
        session.Execute("DELETE FROM DirectoryGroup WHERE Id = @p0", id);
    }

    /// <summary>Makes a group out of a row of <see cref="Columns"/>.</summary>
    public static DirectoryGroup Map(DbDataReader row) => new(
        row.Id(0), row.GetString(1), row.TextOrNull(2),
        row.TextOrNull(3) is { } domain ? new OnPremisesGroupFacts(StoredSid.Read(row.GetString(5)), row.GetString(4), domain) : null,
        row.Moment(6), row.Moment(7), row.GetInt64(8));
}
