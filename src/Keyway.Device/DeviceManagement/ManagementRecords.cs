using System.Text.Json;
using Keyway.Contracts;
using Keyway.Device.Policies;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.DeviceManagement;

/// <summary>The file of the <see cref="ManagementRecord"/>.</summary>
internal sealed class ManagementRecords(DeviceFolder folder)
{
    private const string FileName = "device-management.json";

    /// <summary>The record of this join; an empty one when there is none, or a damaged one: the next session makes it anew.</summary>
    public ManagementRecord Read(Guid deviceId) =>
        folder.Read(FileName, Catalogue.Device.StateDamaged).TryGet(out var json, out _) && ContractsJson.TryRead(json, DeviceJson.Default.ManagementRecord, out var record) && record.DeviceId == deviceId
            ? record
            : new ManagementRecord(deviceId);

    public Result<string> Write(ManagementRecord record) => folder.Write(FileName, JsonSerializer.SerializeToUtf8Bytes(record, DeviceJson.Default.ManagementRecord));

    /// <summary>Forgets what device management left here: of a computer that leaves, or that has joined somewhere else.</summary>
    public static Result<string> Forget(DeviceFolder folder) => folder.Delete(FileName).TryGet(out _, out var refusal) ? new PolicyFiles(folder).Forget(PolicySource.DeviceManagement) : refusal;
}
