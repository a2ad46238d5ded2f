using System.Text.Json.Serialization;

namespace Keyway.Server.Graph;

/// <summary>A person as the vendor's API shows one; a subset.</summary>
internal sealed record GraphUser(
    [property: JsonPropertyName("id")] Guid Id,
    [property: JsonPropertyName("userPrincipalName")] string UserPrincipalName,
    [property: JsonPropertyName("displayName")] string DisplayName,
    [property: JsonPropertyName("accountEnabled")] bool AccountEnabled,
    [property: JsonPropertyName("onPremisesSyncEnabled")] bool OnPremisesSyncEnabled,
    [property: JsonPropertyName("onPremisesSamAccountName")] string? OnPremisesSamAccountName,
    [property: JsonPropertyName("onPremisesDomainName")] string? OnPremisesDomainName,
    [property: JsonPropertyName("onPremisesSecurityIdentifier")] string? OnPremisesSecurityIdentifier);
