namespace Keyway.Server.Passwords.Agents;

/// <summary>A check in the hand of one agent. Each has an id of its own, so that no answer fits another agent or another time.</summary>
internal sealed record HandedCheck(Guid Id, PendingCheck Check, PasswordAgent Agent);
