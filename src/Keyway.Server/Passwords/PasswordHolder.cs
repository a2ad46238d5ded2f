using Keyway.Server.Accounts;
using Keyway.Server.Passwords.Policy;

namespace Keyway.Server.Passwords;

/// <summary>A person whose password the domain checks, or, without one, this server.</summary>
/// <param name="OnPremises">Null for a cloud-only person.</param>
/// <param name="ObjectGuid">The anchor in the domain; empty for a cloud-only person.</param>
/// <param name="SetOn">When the password was set, as far as the server knows.</param>
internal sealed record PasswordHolder(Account Account, OnPremisesAccount? OnPremises, Guid ObjectGuid, DateTimeOffset? SetOn, DomainPasswordPolicy Policy);
