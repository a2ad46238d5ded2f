using System.Text.Json.Serialization;

namespace Keyway.Server.Graph;

/// <summary>Strict JSON of what is written through the API: a member that cannot be set is refused, not passed over.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    MaxDepth = 4,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(UserCreation))]
[JsonSerializable(typeof(UserChange))]
[JsonSerializable(typeof(GroupChange))]
[JsonSerializable(typeof(ObjectReference))]
internal sealed partial class GraphJson : JsonSerializerContext;
