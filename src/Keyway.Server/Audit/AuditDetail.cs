using System.Text.Json.Serialization;

namespace Keyway.Server.Audit;

/// <summary>One member of an entry's detail.</summary>
internal sealed record AuditDetail([property: JsonPropertyName("key")] string Key, [property: JsonPropertyName("value")] string? Value);
