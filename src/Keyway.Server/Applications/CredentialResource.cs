using System.Text.Json.Serialization;
using Keyway.Server.Connectors;

namespace Keyway.Server.Applications;

/// <summary>A credential as the API shows it.</summary>
/// <param name="Hint">How a secret begins.</param>
/// <param name="Thumbprint">base64url of the SHA-256 of a certificate.</param>
/// <param name="SecretText">The secret, in the answer to its making only.</param>
internal sealed record CredentialResource(
    [property: JsonPropertyName("keyId")] Guid KeyId,
    [property: JsonPropertyName("displayName")] string DisplayName,
    [property: JsonPropertyName("startDateTime")] DateTimeOffset CreatedOn,
    [property: JsonPropertyName("endDateTime")] DateTimeOffset ExpiresOn,
    [property: JsonPropertyName("hint")] string? Hint = null,
    [property: JsonPropertyName("customKeyIdentifier")] string? Thumbprint = null,
    [property: JsonPropertyName("secretText")] string? SecretText = null)
{
    public static CredentialResource Of(ApplicationCredential credential) => new(
        credential.Id, credential.DisplayName, credential.CreatedOn, credential.ExpiresOn, credential.Hint,
        credential.Certificate is { } der ? ConnectorCertificate.Thumbprint(der) : null);
}
