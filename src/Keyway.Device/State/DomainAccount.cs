using System.Text.Json.Serialization;

namespace Keyway.Device.State;

/// <summary>The computer's own account in its domain.</summary>
/// <param name="Domain">DNS name of the domain, lower case.</param>
/// <param name="Account">sAMAccountName, such as <c>DEV1$</c>.</param>
/// <param name="Keytab">The file with its keys.</param>
/// <param name="ObjectGuid">The account's objectGUID: the device id of a hybrid join.</param>
/// <param name="Sid">The account's SID, such as <c>S-1-5-21-…</c>.</param>
internal sealed record DomainAccount(
    [property: JsonPropertyName("domain")] string Domain,
    [property: JsonPropertyName("account")] string Account,
    [property: JsonPropertyName("keytab")] string Keytab,
    [property: JsonPropertyName("objectGuid")] Guid ObjectGuid,
    [property: JsonPropertyName("sid")] string Sid);
