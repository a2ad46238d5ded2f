namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>2700-2709: passwords of people who are in no domain.</summary>
    public static class CloudPasswords
    {
        public static readonly KeywayError NotCloudOnly = new(2700, "The password of a synced person is the domain's.", "Change it in the domain.");
        public static readonly KeywayError LengthRefused = new(2701, "The password has fewer than 8 characters, more than 256, or control characters.", "Choose a phrase of several words.");
        public static readonly KeywayError TooCommon = new(2702, "The password is one of those that are guessed first.", "Choose a phrase of several words that nobody would guess of you.");
        public static readonly KeywayError HoldsName = new(2703, "The password is the name of the person or of the organisation.", "Choose a phrase of several words that nobody would guess of you.");
        public static readonly KeywayError MustChange = new(2704, "The password is right, and has to be changed before anything else.", "Choose a new one.");
        public static readonly KeywayError NoPassword = new(2705, "The person has no password here.", "Set one first.");
        public static readonly KeywayError Unchanged = new(2706, "The new password is the old one.", "Choose another one, which nobody else knows.");
    }
}
