using System.Text.Json.Serialization;

namespace Keyway.Server.Accounts;

/// <summary>A deleted person as the vendor's API shows one; a subset. The user name stays as it was.</summary>
internal sealed record DeletedPerson(
    [property: JsonPropertyName("id")] Guid Id,
    [property: JsonPropertyName("userPrincipalName")] string UserPrincipalName,
    [property: JsonPropertyName("displayName")] string DisplayName,
    [property: JsonPropertyName("mail")] string? Mail,
    [property: JsonPropertyName("accountEnabled")] bool AccountEnabled,
    [property: JsonPropertyName("deletedDateTime")] DateTimeOffset? DeletedDateTime,
    [property: JsonPropertyName("onPremisesSyncEnabled")] bool OnPremisesSyncEnabled,
    [property: JsonPropertyName("onPremisesSamAccountName")] string? OnPremisesSamAccountName,
    [property: JsonPropertyName("onPremisesDomainName")] string? OnPremisesDomainName,
    [property: JsonPropertyName("onPremisesSecurityIdentifier")] string? OnPremisesSecurityIdentifier,
    [property: JsonPropertyName("@odata.type")] string Type = "#microsoft.graph.user")
{
    public static DeletedPerson Of(DirectoryUser user) => new(
        user.Id, user.UserName, user.DisplayName, user.Mail, user.Enabled, user.DeletedOn, user.OnPremises is not null, user.OnPremises?.SamAccountName, user.Domain,
        user.OnPremises?.Sid.ToString());
}
