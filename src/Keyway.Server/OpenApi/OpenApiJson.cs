using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Keyway.Server.OpenApi;

/// <summary>How the document is written.</summary>
[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class OpenApiJson : JsonSerializerContext;
