using System.Text.Json.Serialization;

namespace Keyway.Server.SignIns;

/// <summary>By what somebody signed in, with the vendor's names.</summary>
/// <param name="Detail">The AAGUID of the security key.</param>
internal sealed record SignInAuthenticationDetail(
    [property: JsonPropertyName("authenticationStepDateTime")] DateTimeOffset StepDateTime,
    [property: JsonPropertyName("authenticationMethod")] string Method,
    [property: JsonPropertyName("authenticationMethodDetail")] string? Detail,
    [property: JsonPropertyName("succeeded")] bool Succeeded);
