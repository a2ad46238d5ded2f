using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>Asks for a Temporary Access Pass; <c>POST /v1.0/users/{id}/authentication/temporaryAccessPassMethods</c>. Absent members take the policy's defaults.</summary>
public sealed record TemporaryAccessPassRequest(
    [property: JsonPropertyName("startDateTime")] DateTimeOffset? Start = null,
    [property: JsonPropertyName("lifetimeInMinutes")] int? LifetimeInMinutes = null,
    [property: JsonPropertyName("isUsableOnce")] bool? IsUsableOnce = null);
