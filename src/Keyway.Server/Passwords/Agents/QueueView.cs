using Keyway.Contracts.Passwords;

namespace Keyway.Server.Passwords.Agents;

/// <summary>What administrators see of a domain's queue.</summary>
internal sealed record QueueView(int Waiting, IReadOnlyList<PasswordCheckAgent> Agents, IReadOnlyDictionary<string, long> Outcomes);
