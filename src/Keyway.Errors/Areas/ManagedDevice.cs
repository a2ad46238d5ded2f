namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>3310-3329: this computer under device management.</summary>
    public static class ManagedDevice
    {
        public static readonly KeywayError ReplyMalformed = new(3310, "The identity server's device management message cannot be understood, or does not belong to this session.", "Try again, and if it lasts report it with the log; nothing was changed.");
        public static readonly KeywayError SessionEndless = new(3311, "The identity server did not end the device management session.", "Try again, and if it lasts report it with the log.");
        public static readonly KeywayError ServerRefusedMessage = new(3312, "The identity server answered a device management message with a status that is not 200.", "Look into the log of the identity server.");
        public static readonly KeywayError SettingRefused = new(3313, "The identity server set something that this computer does not have, or a value out of its range.", "Update Keyway on this computer; the other settings are in force.");
        public static readonly KeywayError SettingsNotKept = new(3314, "The settings of device management could not be kept on this computer.", "Look at the reason in the detail; the former settings are in force.");
        public static readonly KeywayError JoinChanged = new(3315, "This computer left or joined anew while it spoke with device management.", "Run keyway device-management sync.");
    }
}
