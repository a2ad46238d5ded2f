using Keyway.Server.Accounts;
using Keyway.Server.Storage;

namespace Keyway.Server.Devices;

/// <summary>The devices of a person who is forgotten: they stay, because others may sign in on them, and are nobody's.</summary>
internal sealed class OwnerRecords : IPersonRecords
{
    public void Forget(StoreSession session, Guid person)
    {
        session.Execute("UPDATE Device SET OwnerId = NULL, Version = Version + 1 WHERE OwnerId = @p0", person);
        session.Execute("UPDATE DeviceCertificate SET JoinedBy = NULL WHERE JoinedBy = @p0", person);
    }
}
