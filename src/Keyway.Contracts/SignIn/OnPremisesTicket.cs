using System.Text.Json.Serialization;

namespace Keyway.Contracts.SignIn;

/// <summary>The partial TGT as it crosses to the device (<c>tgt_ad</c>). With nothing issued: key type 0, an empty buffer, and the reason in <see cref="Error"/>.</summary>
/// <param name="ClientKey">A <see cref="Jose.SessionKeyEnvelope"/> under the PRT session key; its content is the 32-byte AES256 reply key. Null when nothing was issued.</param>
/// <param name="KeyType">18 (AES256-CTS-HMAC-SHA1-96), or 0.</param>
/// <param name="Error">Why nothing was issued: <c>KWnnnn cause</c>.</param>
/// <param name="MessageBuffer">Standard base64 of a DER AS-REP.</param>
/// <param name="Realm">Kerberos realm, upper case.</param>
/// <param name="ServiceName"><c>krbtgt/REALM</c>.</param>
/// <param name="ClientName">sAMAccountName.</param>
/// <param name="SessionKeyType">0, as observed.</param>
/// <param name="AccountType">1, as observed.</param>
public sealed record OnPremisesTicket(
    [property: JsonPropertyName("clientKey")] string? ClientKey = null,
    [property: JsonPropertyName("keyType")] int KeyType = 0,
    [property: JsonPropertyName("error")] string? Error = null,
    [property: JsonPropertyName("messageBuffer")] string? MessageBuffer = null,
    [property: JsonPropertyName("realm")] string? Realm = null,
    [property: JsonPropertyName("sn")] string? ServiceName = null,
    [property: JsonPropertyName("cn")] string? ClientName = null,
    [property: JsonPropertyName("sessionKeyType")] int SessionKeyType = 0,
    [property: JsonPropertyName("accountType")] int AccountType = 1);
