namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>2100-2199: authentication methods: security keys, Temporary Access Passes, the policy.</summary>
    public static class AuthenticationMethods
    {
        public static readonly KeywayError MethodDisabled = new(2100, "The organisation does not let this person sign in with security keys.", "Ask an administrator to include the person in the security key policy.");
        public static readonly KeywayError ModelNotAllowed = new(2101, "The organisation does not allow this model of security key.", "Use a model that the organisation has approved.");
        public static readonly KeywayError KeyNotRegistered = new(2102, "The security key is not registered with this server.", "Register the key, or use one that is registered.");
        public static readonly KeywayError SelfServiceOff = new(2104, "The organisation does not let people register security keys themselves.", "Ask an administrator to register the key.");
        public static readonly KeywayError StrongSignInNeeded = new(2105, "A change of sign-in methods needs a strong sign-in that is not older than five minutes.", "Sign in again with a security key or a Temporary Access Pass.");
        public static readonly KeywayError KeyNameInvalid = new(2106, "The security key's name is empty, longer than 64 characters, or has control characters.", "Give the key a short name that tells it from your other keys.");
        public static readonly KeywayError TooManyKeys = new(2107, "The person has as many security keys as one may have.", "Remove a key that is no longer used.");
        public static readonly KeywayError KeyNotFound = new(2108, "The person has no security key with this id.", "List the person's keys and use an id from there.");
        public static readonly KeywayError AssertionMalformed = new(2109, "The security key's answer is not of the documented form.", "Update the client.");
        public static readonly KeywayError KeyChangedMeanwhile = new(2110, "The security key was removed or used elsewhere while it signed in.", "Start the sign-in again.");
        public static readonly KeywayError LastStrongMethod = new(2111, "This is the person's last strong way to sign in.", "Register another one first, or confirm the removal: send confirmLast=true.");
        public static readonly KeywayError ChallengeTimeoutInvalid = new(2112, "A registration cannot wait for that long.", "Ask for 5 to 43200 minutes.");
        public static readonly KeywayError PassRefused = new(2120, "The user name or the Temporary Access Pass is wrong, or the pass is used up or not valid now.", "Check both, or ask an administrator for a new pass.");
        public static readonly KeywayError PassLockedOut = new(2121, "Too many wrong Temporary Access Passes were given for this user name.", "Wait a few minutes before the next try.");
        public static readonly KeywayError PassRequestInvalid = new(2122, "The Temporary Access Pass cannot have that lifetime or start, or may be used once only.", "Ask for what the policy of Temporary Access Passes allows, starting within the next 43200 minutes.");
        public static readonly KeywayError PassNotFound = new(2123, "The person has no Temporary Access Pass with this id.", "List the person's passes and use an id from there.");
        public static readonly KeywayError PassDisabled = new(2124, "The organisation does not let this person use Temporary Access Passes.", "Ask an administrator to include the person in the policy of Temporary Access Passes.");
        public static readonly KeywayError FirstLinkInvalid = new(2125, "The link is used up, is too old, or was replaced by another.", "Run keyway-server init on the server for a new one.");
        public static readonly KeywayError PolicyInvalid = new(2130, "The policy has a value that is not known, or is larger than 20 KiB.", "Send states, enforcement types, models and groups as the documentation names them.");
        public static readonly KeywayError PolicyChangedMeanwhile = new(2131, "Somebody else changed the policy meanwhile.", "Read the policy again, and repeat the change if it is still wanted.");
        public static readonly KeywayError ClientRefused = new(2140, "The client id or its secret or assertion is wrong.", "Use the credential that the registration of the connector returned, or register it again.");
        public static readonly KeywayError ConnectorInvalid = new(2141, "The connector's name or domain is malformed.", "Send a name of 1 to 64 characters and a DNS domain.");
        public static readonly KeywayError ConnectorNotFound = new(2142, "There is no such connector.", "List the connectors and use an id from there.");
    }
}
