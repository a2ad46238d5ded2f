using System.Text.Json.Serialization;
using Keyway.Contracts.Graph;

namespace Keyway.Server.Audit;

/// <summary>What the audit log's endpoint writes.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GraphList<AuditResource>))]
internal sealed partial class AuditJson : JsonSerializerContext;
