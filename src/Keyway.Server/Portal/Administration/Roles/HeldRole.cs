using Keyway.Server.Accounts;

namespace Keyway.Server.Portal.Administration.Roles;

/// <summary>Somebody with a role.</summary>
/// <param name="HasKey">A security key is registered: whoever administers should have one.</param>
internal sealed record HeldRole(Account Account, Role Role, bool HasKey);
