using System.Data.Common;
using Keyway.Server.Storage;
using Keyway.Server.Tokens;

namespace Keyway.Server.Applications;

/// <summary>The tables of applications, their credentials and their permissions.</summary>
internal static class ApplicationTable
{
    private const string Columns = "Id, DisplayName, Enabled, CreatedOn, CreatedBy";

    public static Application? Find(StoreSession session, Guid id) =>
        session.First($"SELECT {Columns} FROM Application WHERE Id = @p0", Map, id) is { } application ? Complete(session, application) : null;

    /// <summary>Applications in the order of their ids, behind one of them; those of an organisation are few.</summary>
    public static List<Application> Page(StoreSession session, Guid? after, int count) =>
        session.All($"SELECT {Columns} FROM Application WHERE Id > @p0 ORDER BY Id LIMIT @p1", Map, after?.ToString("D") ?? "", count).ConvertAll(application => Complete(session, application));

    public static void Insert(StoreSession session, Application application) => session.Execute(
        $"INSERT INTO Application ({Columns}) VALUES (@p0, @p1, @p2, @p3, @p4)",
        application.Id, application.DisplayName, application.Enabled, application.CreatedOn, application.CreatedBy);

    public static void Update(StoreSession session, Application application) =>
        session.Execute("UPDATE Application SET DisplayName = @p1, Enabled = @p2 WHERE Id = @p0", application.Id, application.DisplayName, application.Enabled);

    public static void Delete(StoreSession session, Guid id)
    {
        session.Execute("DELETE FROM ApplicationPermission WHERE ApplicationId = @p0", id);
        session.Execute("DELETE FROM ApplicationCredential WHERE ApplicationId = @p0", id);
        session.Execute("DELETE FROM Application WHERE Id = @p0", id);
    }

    public static void Add(StoreSession session, Guid application, ApplicationCredential credential) => session.Execute(
        "INSERT INTO ApplicationCredential (Id, ApplicationId, DisplayName, Hint, SecretHash, Certificate, CreatedOn, ExpiresOn) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)",
        credential.Id, application, credential.DisplayName, credential.Hint, credential.SecretHash, credential.Certificate, credential.CreatedOn, credential.ExpiresOn);

    public static void Remove(StoreSession session, Guid application, ApplicationCredential credential) =>
        session.Execute("DELETE FROM ApplicationCredential WHERE Id = @p0 AND ApplicationId = @p1", credential.Id, application);

    public static void Grant(StoreSession session, Guid application, GrantedPermission grant) => session.Execute(
        "INSERT INTO ApplicationPermission (ApplicationId, Permission, GrantedOn, GrantedBy) VALUES (@p0, @p1, @p2, @p3)", application, grant.Permission.Name(), grant.GrantedOn, grant.GrantedBy);

    /// <returns>False when the application does not have it.</returns>
    public static bool Withdraw(StoreSession session, Guid application, Permission permission) =>
        session.Execute("DELETE FROM ApplicationPermission WHERE ApplicationId = @p0 AND Permission = @p1", application, permission.Name()) == 1;

    // A permission that this version does not know counts for nothing.
    private static Application Complete(StoreSession session, Application application) => application with
    {
        Credentials = session.All(
            "SELECT Id, DisplayName, Hint, SecretHash, Certificate, CreatedOn, ExpiresOn FROM ApplicationCredential WHERE ApplicationId = @p0 ORDER BY CreatedOn",
            row => new ApplicationCredential(row.Id(0), row.GetString(1), row.TextOrNull(2), row.BytesOrNull(3), row.BytesOrNull(4), row.Moment(5), row.Moment(6)), application.Id),
        Grants = [.. session.All(
            "SELECT Permission, GrantedOn, GrantedBy FROM ApplicationPermission WHERE ApplicationId = @p0 ORDER BY Permission",
            row => Permissions.Find(row.GetString(0)) is { } permission ? new GrantedPermission(permission, row.Moment(1), row.Id(2)) : null, application.Id).OfType<GrantedPermission>()],
    };

    private static Application Map(DbDataReader row) => new(row.Id(0), row.GetString(1), row.GetBoolean(2), row.Moment(3), row.Id(4), [], []);
}
