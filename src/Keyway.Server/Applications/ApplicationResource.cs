using System.Text.Json.Serialization;

namespace Keyway.Server.Applications;

/// <summary>An application as the API shows it.</summary>
internal sealed record ApplicationResource(
    [property: JsonPropertyName("id")] Guid Id,
    [property: JsonPropertyName("appId")] Guid ClientId,
    [property: JsonPropertyName("displayName")] string DisplayName,
    [property: JsonPropertyName("accountEnabled")] bool Enabled,
    [property: JsonPropertyName("createdDateTime")] DateTimeOffset CreatedOn,
    [property: JsonPropertyName("createdBy")] Guid CreatedBy,
    [property: JsonPropertyName("passwordCredentials")] IReadOnlyList<CredentialResource> Secrets,
    [property: JsonPropertyName("keyCredentials")] IReadOnlyList<CredentialResource> Certificates,
    [property: JsonPropertyName("permissions")] IReadOnlyList<string> Permissions)
{
    public static ApplicationResource Of(Application application) => new(
        application.Id, application.Id, application.DisplayName, application.Enabled, application.CreatedOn, application.CreatedBy,
        [.. application.Credentials.Where(credential => credential.Certificate is null).Select(CredentialResource.Of)],
        [.. application.Credentials.Where(credential => credential.Certificate is not null).Select(CredentialResource.Of)],
        [.. application.Grants.Select(grant => Tokens.Permissions.Name(grant.Permission))]);
}
