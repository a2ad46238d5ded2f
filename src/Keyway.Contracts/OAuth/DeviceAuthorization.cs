using System.Text.Json.Serialization;

namespace Keyway.Contracts.OAuth;

/// <summary>The answer to a device authorization request (RFC 8628 3.2); <c>POST /{authority}/oauth2/v2.0/devicecode</c>, also without <c>v2.0</c>.</summary>
/// <param name="DeviceCode">For the program; secret.</param>
/// <param name="UserCode">For the person to type, such as <c>BDWP-HQPK</c>.</param>
/// <param name="VerificationUri">Where to type it.</param>
/// <param name="ExpiresIn">Seconds.</param>
/// <param name="Interval">Seconds between two questions of the program.</param>
/// <param name="Message">What a program may show as it is.</param>
public sealed record DeviceAuthorization(
    [property: JsonPropertyName("device_code")] string DeviceCode,
    [property: JsonPropertyName("user_code")] string UserCode,
    [property: JsonPropertyName("verification_uri")] string VerificationUri,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("interval")] int Interval,
    [property: JsonPropertyName("message")] string Message);
