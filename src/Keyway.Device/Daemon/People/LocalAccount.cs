using System.Text.Json.Serialization;

namespace Keyway.Device.Daemon.People;

/// <summary>A person of the organisation as a user of this computer.</summary>
/// <param name="ObjectId">Who it is for the identity server, for good.</param>
/// <param name="Name">The name on this computer; it stays when the user principal name changes, because the home does.</param>
/// <param name="UserId">Numeric user; the group too, for a user that this daemon made.</param>
/// <param name="UserPrincipalName">As of the last sign-in.</param>
/// <param name="Credentials">base64url ids of the credentials by which the person has signed in here.</param>
/// <param name="LastSignIn">UTC, at the identity server.</param>
/// <param name="DisplayName">As of the last sign-in, or null.</param>
/// <param name="Domain">What the name service of a domain's computer says of them; null for a user that this daemon made.</param>
internal sealed record LocalAccount(
    [property: JsonPropertyName("objectId")] Guid ObjectId,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("uid")] uint UserId,
    [property: JsonPropertyName("userPrincipalName")] string UserPrincipalName,
    [property: JsonPropertyName("credentials")] IReadOnlyList<string> Credentials,
    [property: JsonPropertyName("lastSignIn")] DateTimeOffset LastSignIn,
    [property: JsonPropertyName("displayName")] string? DisplayName = null,
    [property: JsonPropertyName("domain")] DomainUser? Domain = null)
{
    [JsonIgnore]
    public string Home => Domain?.Home ?? "/home/" + Name;

    [JsonIgnore]
    public uint GroupId => Domain?.GroupId ?? UserId;

    public override string ToString() => $"{Name} ({UserId})";
}
