using Keyway.Device.DeviceManagement;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Joining;

/// <summary>The journeys' step <i>Remember</i>: from the one write of <c>device.json</c> on, the computer is joined.</summary>
internal static class Remembering
{
    /// <summary>Makes a join true, then tidies. For the holder of the lock.</summary>
    public static Result<JoinedDevice> MakeTrue(DeviceFolder folder, JoinedDevice device)
    {
        var state = new DeviceState(folder);
        // Settings of a former join's server do not hold under this one's; if a kill comes in between, the former join fetches them anew.
        if (!ManagementRecords.Forget(folder).TryGet(out _, out var notForgotten))
            return notForgotten;
        if (!state.Write(device).TryGet(out _, out var refusal))
            return refusal;
        try
        {
            var keyFolders = new KeyFolders(folder);
            state.ForgetPending();
            keyFolders.Finish(device.KeyFolder);
            keyFolders.RemoveAllBut(device.KeyFolder);
            DurableFile.RemoveUnfinished(folder.Path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The join is true already; what could not be removed is removed by the next one.
        }

        return device;
    }
}
