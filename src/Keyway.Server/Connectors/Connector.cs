namespace Keyway.Server.Connectors;

/// <summary>A keyway-connect that may write one domain. It has a secret or a certificate.</summary>
/// <param name="Domain">Lower case.</param>
/// <param name="SecretHash">SHA-256 of the secret, which is 32 random bytes and so needs no slower hash.</param>
/// <param name="Certificate">DER, by whose key it signs.</param>
internal sealed record Connector(Guid Id, string DisplayName, string Domain, byte[]? SecretHash, byte[]? Certificate, DateTimeOffset CreatedOn, Guid CreatedBy);
