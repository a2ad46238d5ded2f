using System.Text.Json.Serialization;

namespace Keyway.Server.Applications;

/// <summary>The body of <c>removePassword</c> and <c>removeKey</c>.</summary>
internal sealed record KeyReference([property: JsonPropertyName("keyId")] Guid KeyId);
