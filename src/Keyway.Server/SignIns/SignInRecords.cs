using Keyway.Server.Accounts;
using Keyway.Server.Storage;

namespace Keyway.Server.SignIns;

/// <summary>The sign-ins of a person who is forgotten.</summary>
internal sealed class SignInRecords : IPersonRecords
{
    public void Forget(StoreSession session, Guid person) => SignInTable.Forget(session, person);
}
