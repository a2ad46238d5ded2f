using Keyway.Server.Accounts;
using Keyway.Server.Storage;

namespace Keyway.Server.Portal.Sessions;

/// <summary>The browser sessions of a person who is forgotten, or signs out everywhere.</summary>
internal sealed class WebSessionRecords : IPersonRecords, ISessionRecords
{
    public void Forget(StoreSession session, Guid person) => WebSessionTable.DeleteOf(session, person);

    public void End(StoreSession session, Guid person) => WebSessionTable.DeleteOf(session, person);
}
