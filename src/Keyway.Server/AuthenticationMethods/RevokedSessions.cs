using System.Text.Json.Serialization;

namespace Keyway.Server.AuthenticationMethods;

/// <summary>The vendor's answer: true.</summary>
internal sealed record RevokedSessions([property: JsonPropertyName("value")] bool Value);
