namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>2680-2699: time-based one-time codes.</summary>
    public static class OneTimeCodes
    {
        public static readonly KeywayError CodeRefused = new(2680, "The code is wrong, was used before, or its half minute is over.", "Wait for the next code of the app and type that one; if it stays wrong, check the clock of the phone.");
        public static readonly KeywayError CodeNeeded = new(2681, "The password is right, and a code of the authenticator app is needed too.", "Type the six digits that the app shows now.");
        public static readonly KeywayError CodeLockedOut = new(2682, "There were too many wrong codes for this person.", "Wait, at first some seconds, then try again; a security key works at once.");
        public static readonly KeywayError PendingInvalid = new(2683, "The set-up of the authenticator app was begun more than ten minutes ago, by somebody else, or is finished.", "Begin it again and scan the new picture.");
        public static readonly KeywayError CodesDisabled = new(2684, "The organisation does not let this person use codes of an authenticator app.", "Ask an administrator to include the person in the policy, or use a security key.");
        public static readonly KeywayError NoCode = new(2685, "The person has no authenticator app registered.", "Register one first.");
        public static readonly KeywayError CodesShut = new(2686, "One hundred wrong codes in a row were given with the right password: codes of this person work no more.", "Change the password, which somebody else knows; then sign in with a security key or a Temporary Access Pass and register the app again.");
    }
}
