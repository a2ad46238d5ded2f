using System.Text.Json.Serialization;

namespace Keyway.Server.Pages;

/// <summary>JSON that only this server reads and writes.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PageSession))]
internal sealed partial class PagesJson : JsonSerializerContext;
