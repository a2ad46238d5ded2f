using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>Who may use security keys, and which (the vendor's fido2AuthenticationMethodConfiguration); <c>/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/fido2</c>. In a PATCH, absent members stay as they are.</summary>
/// <param name="State"><c>enabled</c> or <c>disabled</c>.</param>
public sealed record SecurityKeyPolicy(
    [property: JsonPropertyName("id")] string? Id = null,
    [property: JsonPropertyName("state")] string? State = null,
    [property: JsonPropertyName("isSelfServiceRegistrationAllowed")] bool? IsSelfServiceRegistrationAllowed = null,
    [property: JsonPropertyName("isAttestationEnforced")] bool? IsAttestationEnforced = null,
    [property: JsonPropertyName("keyRestrictions")] KeyRestrictions? KeyRestrictions = null,
    [property: JsonPropertyName("includeTargets")] IReadOnlyList<PolicyTarget>? IncludeTargets = null,
    [property: JsonPropertyName("excludeTargets")] IReadOnlyList<PolicyTarget>? ExcludeTargets = null);
