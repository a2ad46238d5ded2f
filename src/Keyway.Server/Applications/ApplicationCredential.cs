namespace Keyway.Server.Applications;

/// <summary>By what an application signs in: a secret, or a certificate.</summary>
/// <param name="Id">The vendor's <c>keyId</c>.</param>
/// <param name="Hint">How the secret begins, so that people can tell which is which; null for a certificate.</param>
/// <param name="SecretHash">SHA-256 of the secret, which is 32 random bytes and so needs no slower hash; null for a certificate.</param>
/// <param name="Certificate">DER; null for a secret.</param>
/// <param name="ExpiresOn">UTC; from then on it opens nothing.</param>
internal sealed record ApplicationCredential(Guid Id, string DisplayName, string? Hint, byte[]? SecretHash, byte[]? Certificate, DateTimeOffset CreatedOn, DateTimeOffset ExpiresOn);
