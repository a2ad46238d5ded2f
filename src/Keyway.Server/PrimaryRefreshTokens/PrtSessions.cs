using Keyway.Server.Accounts;
using Keyway.Server.Storage;

namespace Keyway.Server.PrimaryRefreshTokens;

/// <summary>The tokens of a person who signs out everywhere.</summary>
internal sealed class PrtSessions : ISessionRecords
{
    public void End(StoreSession session, Guid person) => PrtTable.Forget(session, person);
}
