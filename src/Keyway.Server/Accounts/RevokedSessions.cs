using System.Text.Json.Serialization;

namespace Keyway.Server.Accounts;

/// <summary>The vendor's answer: true.</summary>
internal sealed record RevokedSessions([property: JsonPropertyName("value")] bool Value);
