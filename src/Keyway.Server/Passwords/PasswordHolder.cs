using Keyway.Server.Accounts;
using Keyway.Server.Passwords.Policy;

namespace Keyway.Server.Passwords;

/// <summary>A synced person whose password the domain checks.</summary>
/// <param name="ObjectGuid">The anchor in the domain.</param>
internal sealed record PasswordHolder(Account Account, OnPremisesAccount OnPremises, Guid ObjectGuid, DomainPasswordPolicy Policy);
