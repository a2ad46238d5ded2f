using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>
/// The payload of a device credential ([MS-OAPXBC] 3.1.5.1.4): a JWS RS256 by the device key with the device certificate as <c>x5c</c>, sent in the header
/// <see cref="HeaderName"/>. <c>aud</c> and <c>htm</c> are project-defined and demanded: they make it good for one request only.
/// </summary>
/// <param name="GrantType"><see cref="OAuth.GrantTypes.DeviceAuthentication"/>.</param>
/// <param name="Issuer"><see cref="Broker"/>.</param>
/// <param name="RequestNonce">A nonce of the token endpoint of the server that gets the request.</param>
/// <param name="Audience">The URL of the request: origin and path, without the query.</param>
/// <param name="Method">The method of the request, such as <c>DELETE</c>.</param>
public sealed record DeviceCredentialClaims(
    [property: JsonPropertyName("grant_type")] string GrantType,
    [property: JsonPropertyName("iss")] string Issuer,
    [property: JsonPropertyName("request_nonce")] string RequestNonce,
    [property: JsonPropertyName("aud")] string? Audience = null,
    [property: JsonPropertyName("htm")] string? Method = null)
{
    public const string HeaderName = "x-ms-DeviceCredential";

    /// <summary>The only issuer: the broker of the device's sign-ins.</summary>
    public const string Broker = "aad:brokerplugin";
}
