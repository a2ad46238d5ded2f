using Keyway.Server.Storage;

namespace Keyway.Server.AuthenticationMethods.CloudPasswords;

/// <summary>The rows of <see cref="StoredPassword"/>, one a person.</summary>
internal static class CloudPasswordTable
{
    private const string Columns = "UserId, Salt, Iterations, SealedHash, MustChange, SetOn";

    public static StoredPassword? Find(StoreSession session, Guid userId) => session.First(
        $"SELECT {Columns} FROM CloudPassword WHERE UserId = @p0",
        row => new StoredPassword(row.Id(0), row.Bytes(1), row.GetInt32(2), row.Bytes(3), row.GetBoolean(4), row.Moment(5)), userId);

    public static bool Has(StoreSession session, Guid userId) => session.First("SELECT 1 FROM CloudPassword WHERE UserId = @p0", _ => true, userId);

    /// <summary>Whether anybody has one.</summary>
    public static bool Any(StoreSession session) => session.First("SELECT 1 FROM CloudPassword LIMIT 1", _ => true);

    public static void Replace(StoreSession session, StoredPassword password)
    {
        Delete(session, password.UserId);
        session.Execute(
            $"INSERT INTO CloudPassword ({Columns}) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)",
            password.UserId, password.Salt, password.Iterations, password.SealedHash, password.MustChange, password.SetOn);
    }

    /// <returns>False when the person has none.</returns>
    public static bool Delete(StoreSession session, Guid userId) => session.ExecuteErasing("DELETE FROM CloudPassword WHERE UserId = @p0", userId) == 1;
}
