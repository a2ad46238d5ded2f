using Keyway.Server.Storage;

namespace Keyway.Server.Accounts;

/// <summary>What a feature keeps under a person's id. Registered by the feature, so that nothing of a person is left when the person is forgotten.</summary>
internal interface IPersonRecords
{
    /// <summary>Removes all of it, in the unit of work that forgets the person.</summary>
    void Forget(StoreSession session, Guid person);
}
