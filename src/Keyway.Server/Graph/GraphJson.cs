using System.Text.Json.Serialization;

namespace Keyway.Server.Graph;

/// <summary>What only this server writes.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GraphUser))]
internal sealed partial class GraphJson : JsonSerializerContext;
