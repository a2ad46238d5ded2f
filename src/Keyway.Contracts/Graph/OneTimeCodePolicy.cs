using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>Who may use codes of an authenticator app (the vendor's softwareOathAuthenticationMethodConfiguration). In a PATCH, absent members stay as they are.</summary>
/// <param name="State"><c>enabled</c> or <c>disabled</c>.</param>
/// <param name="IsRegistrationByPasswordAllowed">Defined by this project: whether somebody without a role and without any strong way to sign in may register the app after a sign-in by password alone.</param>
public sealed record OneTimeCodePolicy(
    [property: JsonPropertyName("id")] string? Id = null,
    [property: JsonPropertyName("state")] string? State = null,
    [property: JsonPropertyName("isRegistrationByPasswordAllowed")] bool? IsRegistrationByPasswordAllowed = null,
    [property: JsonPropertyName("includeTargets")] IReadOnlyList<PolicyTarget>? IncludeTargets = null,
    [property: JsonPropertyName("excludeTargets")] IReadOnlyList<PolicyTarget>? ExcludeTargets = null);
