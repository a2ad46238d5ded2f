using System.Text.Json.Serialization;
using Keyway.Contracts.Graph;

namespace Keyway.Server.DeviceManagement;

/// <summary>JSON of the administration of device management, and of what its tables keep.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, AllowDuplicateProperties = false, MaxDepth = 8)]
[JsonSerializable(typeof(ManagementSession))]
[JsonSerializable(typeof(IReadOnlyList<SettingReport>))]
[JsonSerializable(typeof(ManagedDeviceResource))]
[JsonSerializable(typeof(GraphList<ManagedDeviceResource>))]
internal sealed partial class ManagementJson : JsonSerializerContext;
