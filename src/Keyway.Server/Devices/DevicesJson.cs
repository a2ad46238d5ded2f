using System.Text.Json.Serialization;

namespace Keyway.Server.Devices;

/// <summary>Strict JSON of the administration of devices. A member that cannot be changed is refused, not passed over.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    MaxDepth = 8,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(DeviceChange))]
[JsonSerializable(typeof(DevicePolicyDocument))]
internal sealed partial class DevicesJson : JsonSerializerContext;
