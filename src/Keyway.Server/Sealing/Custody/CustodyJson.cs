using System.Text.Json;
using System.Text.Json.Serialization;

namespace Keyway.Server.Sealing.Custody;

/// <summary>The file of the wrapped key.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(WrappedKey))]
internal sealed partial class CustodyJson : JsonSerializerContext;
