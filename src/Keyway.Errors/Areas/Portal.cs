namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>2640-2679: the pages for people and administrators.</summary>
    public static class Portal
    {
        public static readonly KeywayError SignInNeeded = new(2640, "You are not signed in, or your session has ended.", "Sign in, and send the form again.");
        public static readonly KeywayError FormExpired = new(2641, "The page is too old, or belongs to a session that has ended.", "Open the page again. If it happens twice, allow this site's cookies.");
        public static readonly KeywayError SomebodyElse = new(2642, "Somebody else signed in than who is signed in here.", "Use a key of the account that is signed in, or sign out first.");
        public static readonly KeywayError KeyAlreadyYours = new(2643, "This security key is registered for you already.", "Use it as it is, or insert another key and choose the button again.");
        public static readonly KeywayError KeyDidNotAnswer = new(2644, "The security key did not finish: it was not touched in time, its PIN was wrong, it was taken away, or it has no PIN.", "Insert the key, choose the button again, set or enter its PIN, and touch it when it blinks. A key that can only be touched, without PIN or fingerprint, cannot be used.");
        public static readonly KeywayError KeyUnfit = new(2645, "This security key cannot keep an account, or has neither PIN nor fingerprint.", "Use a FIDO2 security key with a PIN and a free place for an account.");
        public static readonly KeywayError GestureFailed = new(2646, "The browser could not ask the security key.", "Close other programs that use the key, insert it again, and choose the button again, or use another browser.");
        public static readonly KeywayError AnswerOfAnotherPage = new(2647, "The security key answered another page than the one that this browser opened last.", "Choose the button again, here and in no other window.");
        public static readonly KeywayError KeyFirst = new(2648, "You signed in by the first administrator's link, which is only good for registering a security key.", "Register your security key now; everything else opens then.");
        public static readonly KeywayError FirstLinkOver = new(2649, "More than five minutes have passed since the first administrator's link was used, and no security key is registered.", "Run keyway-server init on the server for a new link, and use it with the key at hand.");
        public static readonly KeywayError NameAndPasswordNeeded = new(2650, "The user name or the password is missing.", "Fill in both, or use a security key.");
        public static readonly KeywayError PasswordsDiffer = new(2651, "The two new passwords are not the same.", "Type the new password twice.");
        public static readonly KeywayError DisplayNameInvalid = new(2655, "The person's name is empty, longer than 256 characters, or has characters that a screen cannot show.", "Type the name as people know it.");
        public static readonly KeywayError ManagedByDomain = new(2656, "The person comes from a domain, and the domain decides this.", "Change it in the domain; the next sync brings it here.");
        public static readonly KeywayError NotAModel = new(2657, "One of the models is no AAGUID.", "Write each as 8-4-4-4-12 hexadecimal digits, one on a line, as the maker's documentation names it.");
        public static readonly KeywayError OwnKeysShutOut = new(2658, "The change would shut out all your own security keys.", "Leave one of your models allowed, or confirm that you have another way in.");
        public static readonly KeywayError NobodyMeant = new(2659, "The method is on for chosen groups, and no group is included.", "Find a group and include it, choose all users, or switch the method off.");
        public static readonly KeywayError PassLimitsInvalid = new(2660, "The lifetimes or the length of passes do not fit.", "Choose 10 to 43200 minutes with the usual lifetime between the shortest and the longest, and 8 to 48 characters.");
        public static readonly KeywayError NoKeyMade = new(2661, "The browser got no new credential from a security key.", "Insert the key, choose the button again, enter the key's PIN, and touch it when it blinks.");
        public static readonly KeywayError NoBlob = new(2662, "No file was chosen.", "Choose the metadata BLOB, as fetched from https://mds3.fidoalliance.org, and upload it.");
        public static readonly KeywayError FilterUnreadable = new(2667, "The list was asked for with a filter that it does not understand.", "Write a number like KW2120 and times like 2026-11-22T09:00 with the earlier one first, or clear the filter.");
        public static readonly KeywayError SignInUnknown = new(2668, "The sign-in log holds no such sign-in.", "Go back to the list: sign-ins are kept for the days that --sign-in-log-days names.");
        public static readonly KeywayError RoleTargetUnclear = new(2669, "The role, or whom it is for, is not clear.", "Choose a role, and type a person's whole user name, or the beginning of a name that only one person has.");
    }
}
