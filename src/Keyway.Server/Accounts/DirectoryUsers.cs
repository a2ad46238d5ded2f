using System.Data.Common;
using Keyway.Server.Storage;

namespace Keyway.Server.Accounts;

/// <summary>The table of people. Whoever writes has checked the rules before.</summary>
internal static class DirectoryUsers
{
    /// <summary>The columns that <see cref="Map"/> reads, for statements written elsewhere in this feature.</summary>
    public const string Columns = "Id, UserName, DisplayName, Mail, Enabled, ExternalId, Domain, NetBiosName, SamAccountName, Sid, AccountExpires, PasswordExpired, PasswordLastSet, PrimaryGroupSid, Privileged, CreatedOn, ModifiedOn, DeletedOn, Version";

    /// <summary>The living person with this id.</summary>
    public static DirectoryUser? Find(StoreSession session, Guid id) =>
        session.First($"SELECT {Columns} FROM Account WHERE Id = @p0 AND DeletedOn IS NULL", Map, id);

    /// <summary>The living person with this name, compared without case.</summary>
    public static DirectoryUser? FindByUserName(StoreSession session, string userName) =>
        session.First($"SELECT {Columns} FROM Account WHERE UserNameKey = @p0 AND DeletedOn IS NULL", Map, UserName.Key(userName));

    /// <summary>The person with this anchor in a domain, deleted or not.</summary>
    public static DirectoryUser? FindByAnchor(StoreSession session, string domain, string externalId) =>
        session.First($"SELECT {Columns} FROM Account WHERE Domain = @p0 AND ExternalId = @p1", Map, domain, externalId);

    /// <summary>The person with this SID in a domain, deleted or not.</summary>
    public static DirectoryUser? FindBySid(StoreSession session, string domain, string sid) =>
        session.First($"SELECT {Columns} FROM Account WHERE Domain = @p0 AND Sid = @p1", Map, domain, sid);

    public static void Insert(StoreSession session, DirectoryUser user) => session.Execute(
        $"INSERT INTO Account ({Columns}, UserNameKey) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19)",
        user.Id, user.UserName, user.DisplayName, user.Mail, user.Enabled, user.ExternalId, user.Domain, user.OnPremises?.DomainNetBiosName,
        user.OnPremises?.SamAccountName, user.OnPremises?.Sid.ToString(), user.OnPremises?.AccountExpires, user.OnPremises is { PasswordExpired: true },
        user.OnPremises?.PasswordLastSet, user.OnPremises?.PrimaryGroupSid?.ToString(), user.OnPremises is { Privileged: true },
        user.CreatedOn, user.ModifiedOn, user.DeletedOn, user.Version, UserName.Key(user.UserName));

    /// <summary>Writes all that may change: not the domain, and not the SID, which is written once.</summary>
    public static void Update(StoreSession session, DirectoryUser user) => session.Execute(
        "UPDATE Account SET UserName = @p1, UserNameKey = @p2, DisplayName = @p3, Mail = @p4, Enabled = @p5, ExternalId = @p6, NetBiosName = @p7, SamAccountName = @p8, "
        + "AccountExpires = @p9, PasswordExpired = @p10, PasswordLastSet = @p11, PrimaryGroupSid = @p12, Privileged = @p13, ModifiedOn = @p14, DeletedOn = @p15, Version = @p16 WHERE Id = @p0",
        user.Id, user.UserName, UserName.Key(user.UserName), user.DisplayName, user.Mail, user.Enabled, user.ExternalId, user.OnPremises?.DomainNetBiosName,
        user.OnPremises?.SamAccountName, user.OnPremises?.AccountExpires, user.OnPremises is { PasswordExpired: true }, user.OnPremises?.PasswordLastSet,
        user.OnPremises?.PrimaryGroupSid?.ToString(), user.OnPremises is { Privileged: true }, user.ModifiedOn, user.DeletedOn, user.Version);

    /// <summary>Forgets the people who were deleted before a moment, and their roles.</summary>
    /// <returns>How many.</returns>
    public static int PurgeDeletedBefore(StoreSession session, DateTimeOffset moment)
    {
        session.Execute("DELETE FROM RoleAssignment WHERE AccountId IN (SELECT Id FROM Account WHERE DeletedOn < @p0)", moment);
        return session.Execute("DELETE FROM Account WHERE DeletedOn < @p0", moment);
    }

    /// <summary>Makes a person out of a row of <see cref="Columns"/>.</summary>
    public static DirectoryUser Map(DbDataReader row) => new(
        row.Id(0), row.GetString(1), row.GetString(2), row.TextOrNull(3), row.GetBoolean(4), row.TextOrNull(5),
        row.TextOrNull(6) is { } domain
            ? new OnPremisesAccount(StoredSid.Read(row.GetString(9)), row.GetString(8), domain, row.GetString(7), row.MomentOrNull(10), row.GetBoolean(11),
                row.MomentOrNull(12), StoredSid.ReadOrNull(row.TextOrNull(13)), row.GetBoolean(14))
            : null,
        row.Moment(15), row.Moment(16), row.MomentOrNull(17), row.GetInt64(18));
}
