using Keyway.Server.Storage;

namespace Keyway.Server.Accounts;

/// <summary>From when on the sign-ins of a person counted who is forgotten.</summary>
internal sealed class SessionRecords : IPersonRecords
{
    public void Forget(StoreSession session, Guid person) => SessionsValidFrom.Forget(session, person);
}
