using Keyway.Errors;
using Keyway.Server.Audit;
using Keyway.Server.Storage;

namespace Keyway.Server.Accounts;

/// <summary>People who were deleted and are kept for thirty days with their keys, roles and groups: looked at, brought back, or forgotten with all that is theirs.</summary>
internal sealed class DeletedPeople(Store store, DurableWriter writer, IEnumerable<IPersonRecords> records, AuditLog audit, TimeProvider time)
{
    /// <summary>For how long a deleted person can come back.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    // Each of them some statements in every feature's table; others write between.
    private const int MostAUnit = 50;

    private readonly IPersonRecords[] _records = [.. records];

    /// <summary>A page, those of late first.</summary>
    /// <param name="deletedOn">Where the page before ended, with <paramref name="id"/>; null for the first.</param>
    public List<DirectoryUser> Page(DateTimeOffset? deletedOn, Guid id, int count) =>
        store.Read(session => DirectoryUsers.PageDeleted(session, deletedOn ?? DateTimeOffset.MaxValue, id, count));

    public DirectoryUser? Find(Guid id) => store.Read(session => DirectoryUsers.FindDeleted(session, id));

    /// <summary>Brings a person back as it was, into the groups that are still there. What the domain says of a synced one, its next report says.</summary>
    /// <returns>The person; KW2532 when there is none, KW2533 when somebody else took the name.</returns>
    public Task<Result<DirectoryUser>> RestoreAsync(Guid id, Guid? actor, CancellationToken cancellation) => writer.WriteAsync<DirectoryUser>(
        session =>
        {
            if (DirectoryUsers.FindDeleted(session, id) is not { } deleted)
                return Catalogue.Provisioning.DeletedNotFound;
            if (DirectoryUsers.FindByUserName(session, deleted.UserName) is not null)
                return Catalogue.Provisioning.DeletedNameTaken;
            var restored = deleted with { DeletedOn = null, ModifiedOn = time.GetUtcNow(), Version = deleted.Version + 1 };
            DirectoryUsers.Update(session, restored);
            Memberships.BringBack(session, id);
            audit.Append(session, AuditActivity.AccountRestored, actor, id, ("userName", restored.UserName));
            return restored;
        },
        cancellation);

    /// <summary>Forgets a deleted person before the time.</summary>
    /// <returns>KW2532 when there is none.</returns>
    public Task<Result<Guid>> ForgetAsync(Guid id, Guid? actor, CancellationToken cancellation) => writer.WriteAsync<Guid>(
        session =>
        {
            if (DirectoryUsers.FindDeleted(session, id) is null)
                return Catalogue.Provisioning.DeletedNotFound;
            Forget(session, id, actor);
            return id;
        },
        cancellation);

    /// <summary>Forgets those whose time is over, some at once.</summary>
    /// <returns>How many; 0 when none is left.</returns>
    public Task<Result<int>> ForgetSomeAsync(CancellationToken cancellation) => writer.WriteAsync<int>(
        session =>
        {
            var due = DirectoryUsers.DeletedBefore(session, time.GetUtcNow() - Retention, MostAUnit);
            foreach (var id in due)
                Forget(session, id, actor: null);
            return due.Count;
        },
        cancellation);

    private void Forget(StoreSession session, Guid id, Guid? actor)
    {
        foreach (var feature in _records)
            feature.Forget(session, id);
        Memberships.Forget(session, id);
        RoleAssignments.Forget(session, id);
        DirectoryUsers.Forget(session, id);
        audit.Append(session, AuditActivity.AccountForgotten, actor, id);
    }
}
