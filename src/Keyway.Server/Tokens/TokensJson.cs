using System.Text.Json.Serialization;

namespace Keyway.Server.Tokens;

/// <summary>Strict JSON of what only this server reads and writes in tokens.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    MaxDepth = 8,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AccessTokenClaims))]
internal sealed partial class TokensJson : JsonSerializerContext;
