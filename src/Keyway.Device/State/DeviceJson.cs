using System.Text.Json.Serialization;
using Keyway.Device.Daemon;
using Keyway.Device.Daemon.CachedSignIns;
using Keyway.Device.Daemon.KeyRemoval;
using Keyway.Device.Daemon.People;
using Keyway.Device.Daemon.Sessions;
using Keyway.Device.DeviceManagement;
using Keyway.Device.Policies;
using Keyway.Device.SignIn;

namespace Keyway.Device.State;

/// <summary>How the files of the device state, and what only this program reads, stand in JSON.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    MaxDepth = 10,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(JoinedDevice))]
[JsonSerializable(typeof(PendingHybridJoin))]
[JsonSerializable(typeof(LastSignIn))]
[JsonSerializable(typeof(IdTokenClaims))]
[JsonSerializable(typeof(DaemonSettings))]
[JsonSerializable(typeof(LocalAccount[]))]
[JsonSerializable(typeof(CachedSignIns))]
[JsonSerializable(typeof(CachedFacts))]
[JsonSerializable(typeof(KeyInUse))]
[JsonSerializable(typeof(KeptSession))]
[JsonSerializable(typeof(ManagementRecord))]
[JsonSerializable(typeof(StoredPolicies))]
[JsonSerializable(typeof(GroupPolicyAnswer))]
[JsonSerializable(typeof(PersonPolicies[]))]
internal sealed partial class DeviceJson : JsonSerializerContext;
