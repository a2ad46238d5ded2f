using System.Data.Common;
using Keyway.Server.Search;
using Keyway.Server.Storage;

namespace Keyway.Server.Accounts;

/// <summary>The table of people. Whoever writes has checked the rules before.</summary>
internal static class DirectoryUsers
{
    /// <summary>The columns that <see cref="Map"/> reads, for statements written elsewhere in this feature.</summary>
    public const string Columns = "Id, UserName, DisplayName, Mail, Enabled, ExternalId, Domain, NetBiosName, SamAccountName, Sid, AccountExpires, PasswordExpired, PasswordLastSet, PrimaryGroupSid, Privileged, CreatedOn, ModifiedOn, DeletedOn, Version, PasswordExpires, MailType, Profile, GivenName, FamilyName, ManagerId";

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

    public static void Insert(StoreSession session, DirectoryUser user)
    {
        session.Execute(
            $"INSERT INTO Account ({Columns}, UserNameKey) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21, @p22, @p23, @p24, @p25)",
            user.Id, user.UserName, user.DisplayName, user.Mail, user.Enabled, user.ExternalId, user.Domain, user.OnPremises?.DomainNetBiosName,
            user.OnPremises?.SamAccountName, user.OnPremises?.Sid.ToString(), user.OnPremises?.AccountExpires, user.OnPremises is { PasswordExpired: true },
            user.OnPremises?.PasswordLastSet, user.OnPremises?.PrimaryGroupSid?.ToString(), user.OnPremises is { Privileged: true },
            user.CreatedOn, user.ModifiedOn, user.DeletedOn, user.Version, user.OnPremises?.PasswordExpires, user.MailType,
            user.Profile?.Json, user.Profile?.GivenName, user.Profile?.FamilyName, user.Profile?.ManagerId, UserName.Key(user.UserName));
        WriteWords(session, user);
    }

    /// <summary>Writes all that may change: not the domain, and not the SID, which is written once.</summary>
    public static void Update(StoreSession session, DirectoryUser user)
    {
        session.Execute(
            "UPDATE Account SET UserName = @p1, UserNameKey = @p2, DisplayName = @p3, Mail = @p4, Enabled = @p5, ExternalId = @p6, NetBiosName = @p7, SamAccountName = @p8, "
            + "AccountExpires = @p9, PasswordExpired = @p10, PasswordLastSet = @p11, PrimaryGroupSid = @p12, Privileged = @p13, ModifiedOn = @p14, DeletedOn = @p15, Version = @p16, "
            + "PasswordExpires = @p17, MailType = @p18, Profile = @p19, GivenName = @p20, FamilyName = @p21, ManagerId = @p22 WHERE Id = @p0",
            user.Id, user.UserName, UserName.Key(user.UserName), user.DisplayName, user.Mail, user.Enabled, user.ExternalId, user.OnPremises?.DomainNetBiosName,
            user.OnPremises?.SamAccountName, user.OnPremises?.AccountExpires, user.OnPremises is { PasswordExpired: true }, user.OnPremises?.PasswordLastSet,
            user.OnPremises?.PrimaryGroupSid?.ToString(), user.OnPremises is { Privileged: true }, user.ModifiedOn, user.DeletedOn, user.Version,
            user.OnPremises?.PasswordExpires, user.MailType, user.Profile?.Json, user.Profile?.GivenName, user.Profile?.FamilyName, user.Profile?.ManagerId);
        WriteWords(session, user);
    }

    /// <summary>The deleted person with this id.</summary>
    public static DirectoryUser? FindDeleted(StoreSession session, Guid id) =>
        session.First($"SELECT {Columns} FROM Account WHERE Id = @p0 AND DeletedOn IS NOT NULL", Map, id);

    /// <summary>Deleted people, those of late first.</summary>
    /// <param name="deletedOn">Where the page before ended, with <paramref name="id"/>.</param>
    public static List<DirectoryUser> PageDeleted(StoreSession session, DateTimeOffset deletedOn, Guid id, int count) => session.All(
        $"SELECT {Columns} FROM Account WHERE DeletedOn IS NOT NULL AND DeletedOn <= @p0 AND (DeletedOn < @p0 OR Id > @p1) ORDER BY DeletedOn DESC, Id LIMIT @p2", Map, deletedOn, id, count);

    /// <summary>Some of the people who were deleted before a moment.</summary>
    public static List<Guid> DeletedBefore(StoreSession session, DateTimeOffset moment, int count) =>
        session.All("SELECT Id FROM Account WHERE DeletedOn < @p0 ORDER BY DeletedOn LIMIT @p1", row => row.Id(0), moment, count);

    /// <summary>Living and deleted people of a domain.</summary>
    public static (long Living, long Deleted) CountOf(StoreSession session, string domain) => (
        session.First("SELECT COUNT(*) FROM Account WHERE Domain = @p0 AND DeletedOn IS NULL", row => row.GetInt64(0), domain),
        session.First("SELECT COUNT(*) FROM Account WHERE Domain = @p0 AND DeletedOn IS NOT NULL", row => row.GetInt64(0), domain));

    /// <summary>Removes a deleted person's row.</summary>
    public static void Forget(StoreSession session, Guid id) => session.Execute("DELETE FROM Account WHERE Id = @p0 AND DeletedOn IS NOT NULL", id);

    /// <summary>Writes what the living people behind an id are found by.</summary>
    /// <returns>The last id of them; null when there is none.</returns>
    public static string? WriteWords(StoreSession session, string after, int count)
    {
        var people = session.All($"SELECT {Columns} FROM Account WHERE DeletedOn IS NULL AND Id > @p0 ORDER BY Id LIMIT @p1", Map, after, count);
        foreach (var person in people)
            WriteWords(session, person);
        return people.Count == 0 ? null : people[^1].Id.ToString("D");
    }

    // The deleted are found by nothing.
    private static void WriteWords(StoreSession session, DirectoryUser user) => SearchWords.Write(
        session, SearchKind.People, user.Id, user.DeletedOn is not null
            ? []
            : SearchText.Words(user.DisplayName, user.UserName, user.Mail, user.OnPremises?.SamAccountName, user.Profile?.GivenName, user.Profile?.FamilyName));

    /// <summary>Makes a person out of a row of <see cref="Columns"/>.</summary>
    public static DirectoryUser Map(DbDataReader row) => new(
        row.Id(0), row.GetString(1), row.GetString(2), row.TextOrNull(3), row.GetBoolean(4), row.TextOrNull(5),
        row.TextOrNull(6) is { } domain
            ? new OnPremisesAccount(StoredSid.Read(row.GetString(9)), row.GetString(8), domain, row.GetString(7), row.MomentOrNull(10), row.GetBoolean(11),
                row.MomentOrNull(12), StoredSid.ReadOrNull(row.TextOrNull(13)), row.GetBoolean(14), row.MomentOrNull(19))
            : null,
        row.Moment(15), row.Moment(16), row.MomentOrNull(17), row.GetInt64(18), row.TextOrNull(20),
        row.TextOrNull(21) is { } profile ? new UserProfile(profile, row.TextOrNull(22), row.TextOrNull(23), row.TextOrNull(24)) : null);
}
