namespace Keyway.Server.Passwords.Lockout;

/// <summary>A guess that is charged and may go to the domain.</summary>
/// <param name="Familiar">It comes from a network from which the person has signed in.</param>
/// <param name="Locked">It is the one that reached the threshold.</param>
/// <param name="Policy">By which it was charged.</param>
internal sealed record PasswordAttempt(Guid UserId, byte[] Network, bool Familiar, bool Locked, Policy.DomainPasswordPolicy Policy);
