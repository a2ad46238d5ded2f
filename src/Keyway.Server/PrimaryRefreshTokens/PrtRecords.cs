using Keyway.Server.Accounts;
using Keyway.Server.Storage;

namespace Keyway.Server.PrimaryRefreshTokens;

/// <summary>The tokens of a person who is forgotten.</summary>
internal sealed class PrtRecords : IPersonRecords
{
    public void Forget(StoreSession session, Guid person) => PrtTable.Forget(session, person);
}
