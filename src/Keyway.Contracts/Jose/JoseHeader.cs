using System.Text.Json;
using System.Text.Json.Serialization;

namespace Keyway.Contracts.Jose;

/// <summary>The protected header members that the PRT protocol and our own envelopes use (RFC 7515 4.1, RFC 7516 4.1, RFC 7518 4.6.1, [MS-OAPXBC] 2.2). A header with <c>crit</c> is refused: we understand no critical extension.</summary>
/// <param name="X5c">The device certificate: an array of one base64 DER, or, from some clients, the bare string.</param>
/// <param name="Ctx">Standard base64 of the key derivation context.</param>
/// <param name="KdfVersion">2 when the derivation binds the payload.</param>
/// <param name="Epk">The sender's one-time key.</param>
/// <param name="Apv">base64url of what names the receiver.</param>
public sealed record JoseHeader(
    [property: JsonPropertyName("alg")] string Alg,
    [property: JsonPropertyName("typ")] string? Typ = null,
    [property: JsonPropertyName("enc")] string? Enc = null,
    [property: JsonPropertyName("kid")] string? Kid = null,
    [property: JsonPropertyName("x5c")] JsonElement? X5c = null,
    [property: JsonPropertyName("ctx")] string? Ctx = null,
    [property: JsonPropertyName("kdf_ver")] int? KdfVersion = null,
    [property: JsonPropertyName("crit")] JsonElement? Crit = null,
    [property: JsonPropertyName("epk")] EcPublicJwk? Epk = null,
    [property: JsonPropertyName("apv")] string? Apv = null)
{
    /// <summary>The DER of the one certificate in <c>x5c</c>, or false.</summary>
    public bool TryGetCertificate(out byte[] der)
    {
        der = [];
        if (X5c is not { } element)
            return false;
        if (element.ValueKind == JsonValueKind.Array && element.GetArrayLength() == 1)
            element = element[0];
        return element.ValueKind == JsonValueKind.String && element.TryGetBytesFromBase64(out der!);
    }
}
