using Keyway.Errors;
using Keyway.Server.Audit;
using Keyway.Server.Storage;

namespace Keyway.Server.Accounts;

/// <summary>
/// Ends every sign-in of a person: access tokens, primary refresh tokens, sessions of pages. One write; what was authenticated up to that moment is refused
/// with KW2056 from the next request on. Keys, passes and passwords stay: who thinks that one of them is in strange hands removes it too.
/// </summary>
internal sealed class SignOutEverywhere(Store store, DurableWriter writer, IEnumerable<ISessionRecords> records, AuditLog audit, TimeProvider time)
{
    private readonly ISessionRecords[] _records = [.. records];

    /// <param name="actorId">Who does it: the person, or an administrator.</param>
    public Task<Result<Account>> RevokeAsync(Account account, Guid? actorId, CancellationToken cancellation) => writer.WriteAsync<Account>(
        session =>
        {
            if (AccountDirectory.Find(session, account.Id) is not { } found)
                return Catalogue.Accounts.AccountUnknown;
            End(session, account.Id);
            audit.Append(session, AuditActivity.SignedOutEverywhere, actorId, account.Id);
            return found;
        },
        cancellation);

    /// <summary>The same inside a unit of work that changes more, such as a password; it tells the audit log itself.</summary>
    public void End(StoreSession session, Guid person)
    {
        SessionsValidFrom.Set(session, person, time.GetUtcNow());
        foreach (var feature in _records)
            feature.End(session, person);
    }

    /// <summary>From when on sign-ins of the person count; the least moment when all do.</summary>
    public DateTimeOffset ValidFrom(Guid userId) => store.Read(session => SessionsValidFrom.Of(session, userId));

    /// <summary>Null, or KW2056 for a sign-in that was ended.</summary>
    public Refusal? Check(Guid userId, DateTimeOffset authenticatedOn) =>
        store.Read(session => SessionsValidFrom.HasEnded(session, userId, authenticatedOn)) ? new Refusal(Catalogue.Accounts.SessionRevoked) : null;
}
