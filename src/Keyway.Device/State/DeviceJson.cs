using System.Text.Json.Serialization;
using Keyway.Device.SignIn;

namespace Keyway.Device.State;

/// <summary>How the files of the device state, and what only this program reads, stand in JSON.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    MaxDepth = 8,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(JoinedDevice))]
[JsonSerializable(typeof(PendingHybridJoin))]
[JsonSerializable(typeof(LastSignIn))]
[JsonSerializable(typeof(IdTokenClaims))]
internal sealed partial class DeviceJson : JsonSerializerContext;
