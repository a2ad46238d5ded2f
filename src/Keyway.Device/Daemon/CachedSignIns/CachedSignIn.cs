using System.Text.Json.Serialization;

namespace Keyway.Device.Daemon.CachedSignIns;

/// <summary>What is kept of a sign-in so that the same key opens this computer without the identity server, as it lies in a file.</summary>
/// <param name="ObjectId">Whose.</param>
/// <param name="CredentialId">Of which credential, base64url.</param>
/// <param name="Sealed">base64: nonce of 12 bytes, AES-256-GCM of <see cref="CachedFacts"/>, tag of 16 bytes.</param>
internal sealed record CachedSignIn(
    [property: JsonPropertyName("objectId")] Guid ObjectId,
    [property: JsonPropertyName("credentialId")] string CredentialId,
    [property: JsonPropertyName("sealed")] string Sealed);
