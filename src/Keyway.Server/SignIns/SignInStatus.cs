using System.Text.Json.Serialization;

namespace Keyway.Server.SignIns;

/// <summary>The outcome of a sign-in, with the vendor's names.</summary>
/// <param name="ErrorCode">Our number, such as 2120; 0 for a completed one.</param>
/// <param name="FailureReason">The number's cause.</param>
/// <param name="AdditionalDetails">The number's remedy.</param>
internal sealed record SignInStatus(
    [property: JsonPropertyName("errorCode")] int ErrorCode,
    [property: JsonPropertyName("failureReason")] string? FailureReason,
    [property: JsonPropertyName("additionalDetails")] string? AdditionalDetails);
