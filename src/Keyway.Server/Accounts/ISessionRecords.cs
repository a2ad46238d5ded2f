using Keyway.Server.Storage;

namespace Keyway.Server.Accounts;

/// <summary>What a feature keeps of a person's sign-ins. Registered by the feature, so that signing out everywhere leaves nothing behind.</summary>
internal interface ISessionRecords
{
    /// <summary>Removes all of it, in the unit of work that ends the sign-ins.</summary>
    void End(StoreSession session, Guid person);
}
