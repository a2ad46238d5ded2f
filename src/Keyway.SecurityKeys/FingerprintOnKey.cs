namespace Keyway.SecurityKeys;

/// <summary>One finger that a key's sensor recognises.</summary>
/// <param name="Id">The template id by which the key names it.</param>
/// <param name="Name">What its holder calls it; empty when it has no name.</param>
public sealed record FingerprintOnKey(ReadOnlyMemory<byte> Id, string Name);
