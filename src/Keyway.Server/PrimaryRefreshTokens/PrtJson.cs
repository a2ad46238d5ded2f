using System.Text.Json.Serialization;

namespace Keyway.Server.PrimaryRefreshTokens;

/// <summary>JSON inside a PRT response.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IdTokenClaims))]
[JsonSerializable(typeof(ClientInfoClaims))]
internal sealed partial class PrtJson : JsonSerializerContext;
