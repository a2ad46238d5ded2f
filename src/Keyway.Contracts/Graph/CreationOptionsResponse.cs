using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>What a security key is asked to make; <c>GET /v1.0/{me or users/id}/authentication/fido2Methods/creationOptions</c>.</summary>
/// <param name="ChallengeTimeout">UTC.</param>
public sealed record CreationOptionsResponse(
    [property: JsonPropertyName("challengeTimeoutDateTime")] DateTimeOffset ChallengeTimeout,
    [property: JsonPropertyName("publicKey")] PublicKeyCreationOptions PublicKey);
