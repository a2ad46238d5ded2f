namespace Keyway.Server.Connectors;

/// <summary>A keyway-connect that may write one domain.</summary>
/// <param name="Domain">Lower case.</param>
/// <param name="SecretHash">SHA-256 of the secret, which is 32 random bytes and so needs no slower hash.</param>
internal sealed record Connector(Guid Id, string DisplayName, string Domain, byte[] SecretHash, DateTimeOffset CreatedOn, Guid CreatedBy);
