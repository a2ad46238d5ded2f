namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>2800-2829: device management (OMA-DM).</summary>
    public static class DeviceManagement
    {
        public static readonly KeywayError MessageMalformed = new(2800, "The device management message is not one of SyncML 1.2 and DM 1.2 as it must be written.", "Update Keyway on both sides, and if it lasts report it with the log.");
        public static readonly KeywayError MediaTypeWrong = new(2801, "The device management message was not sent as application/vnd.syncml.dm+xml.", "Send it with that content type.");
        public static readonly KeywayError NotEnrolled = new(2802, "The computer is not enrolled in device management.", "Run keyway device-management sync, which enrols it.");
        public static readonly KeywayError SessionUnknown = new(2803, "The message is not the next one of a device management session of this computer.", "Begin a new session.");
        public static readonly KeywayError AnswerWrong = new(2804, "The computer did not answer what it was asked, or answered something else.", "Update Keyway on the computer, and if it lasts report it with the log.");
        public static readonly KeywayError SenderForeign = new(2805, "The message names another computer or another server than the two that speak.", "Look who sends it: a computer speaks for itself only.");
        public static readonly KeywayError ProfileInvalid = new(2806, "The profile has a value out of its range, an assignment without a value or twice, or too many assignments.", "Correct what the documentation of the profile says of its values.");
        public static readonly KeywayError ProfileChangedMeanwhile = new(2807, "Somebody else changed the profile meanwhile.", "Read it again and repeat the change.");
        public static readonly KeywayError TargetUnknown = new(2808, "There is no such group and no such computer.", "Choose one that is there.");
        public static readonly KeywayError DeviceNotEnrolled = new(2809, "No computer with that id is enrolled in device management.", "Check the id; a computer enrols itself when keywayd starts.");
    }
}
