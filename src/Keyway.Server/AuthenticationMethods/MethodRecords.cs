using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.CloudPasswords;
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.AuthenticationMethods.OneTimeCodes;
using Keyway.Server.AuthenticationMethods.Passes;
using Keyway.Server.Storage;

namespace Keyway.Server.AuthenticationMethods;

/// <summary>Security keys, passes, codes and the password of a person who is forgotten.</summary>
internal sealed class MethodRecords : IPersonRecords
{
    public void Forget(StoreSession session, Guid person)
    {
        SecurityKeyTable.Forget(session, person);
        TemporaryAccessPassTable.Forget(session, person);
        FirstLinkTable.Forget(session, person);
        OneTimeCodeTable.Forget(session, person);
        CloudPasswordTable.Delete(session, person);
        RemovedMethods.Forget(session, person);
    }
}
