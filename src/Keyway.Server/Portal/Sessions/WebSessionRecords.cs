using Keyway.Server.Accounts;
using Keyway.Server.Storage;

namespace Keyway.Server.Portal.Sessions;

/// <summary>The browser sessions of a person who is forgotten.</summary>
internal sealed class WebSessionRecords : IPersonRecords
{
    public void Forget(StoreSession session, Guid person) => WebSessionTable.DeleteOf(session, person);
}
