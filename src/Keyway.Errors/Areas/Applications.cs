namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>2760-2779: applications that act by themselves.</summary>
    public static class Applications
    {
        public static readonly KeywayError ClientRefused = new(2760, "The client id or its secret or assertion is wrong, or the application is disabled.", "Use a credential that was added to the application's registration.");
        public static readonly KeywayError CredentialExpired = new(2761, "The application's secret or certificate has run out.", "Add a new one to its registration, and remove this one.");
        public static readonly KeywayError ScopeRefused = new(2762, "The scope names no permission that can be asked for here, or more than one resource.", "Ask for urn:keyway:graph/.default, or, for a person, for permissions by their names.");
        public static readonly KeywayError NotFound = new(2763, "There is no such application.", "List the applications and use an id from there.");
        public static readonly KeywayError NameRefused = new(2764, "The name is empty, longer than 120 characters, or has control characters.", "Send a name of 1 to 120 characters.");
        public static readonly KeywayError CredentialRefused = new(2765, "The application's credential ends in the past or later than in two years, is no certificate that is valid now, or is one too many.", "Send an end within two years, or one X.509 certificate in base64 DER with a key that connectors may have; sixteen credentials at most.");
        public static readonly KeywayError CredentialNotFound = new(2766, "The application has no such credential.", "Read the application and use a keyId from there.");
        public static readonly KeywayError PermissionUnknown = new(2767, "There is no such permission for applications.", "Use a name from the documentation of the API; its case counts.");
        public static readonly KeywayError PermissionNotHeld = new(2768, "The application does not have this permission.", "Read the application's permissions.");
        public static readonly KeywayError AdministratorProtected = new(2769, "The person has a role, and the application's permissions do not reach such people.", "Let a global administrator do it; for sign-in methods there is a permission of its own, which makes whoever holds it as mighty as a global administrator.");
        public static readonly KeywayError BodyRefused = new(2770, "The body is not what this request needs, or names a member that cannot be set.", "Send the members of the documentation, each once, and no others.");
    }
}
