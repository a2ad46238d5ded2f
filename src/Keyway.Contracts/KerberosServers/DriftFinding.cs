using System.Text.Json.Serialization;

namespace Keyway.Contracts.KerberosServers;

/// <summary>One drift that a check found.</summary>
/// <param name="Detail">What exactly, for people: at most 512 characters, no control characters.</param>
public sealed record DriftFinding(
    [property: JsonPropertyName("kind"), JsonConverter(typeof(JsonStringEnumConverter<DriftKind>))] DriftKind Kind,
    [property: JsonPropertyName("detail")] string Detail);
