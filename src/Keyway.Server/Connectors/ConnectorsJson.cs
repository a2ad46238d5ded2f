using System.Text.Json.Serialization;
using Keyway.Contracts.Graph;

namespace Keyway.Server.Connectors;

/// <summary>Lists that only this server writes.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GraphList<ConnectorCredential>))]
internal sealed partial class ConnectorsJson : JsonSerializerContext;
