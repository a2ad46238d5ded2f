using System.Text.Json;
using System.Text.Json.Serialization;

namespace Keyway.Server.Metadata;

/// <summary>How metadata is told to programs.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ImportedMetadata))]
internal sealed partial class MetadataReplies : JsonSerializerContext;
