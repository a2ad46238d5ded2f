namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>2000-2099: requests, accounts, access tokens and administration of the identity server.</summary>
    public static class Accounts
    {
        // 2000-2049: requests and access tokens; 2050-2099: accounts.
        public static readonly KeywayError BodyTooLarge = new(2000, "The request's body is larger than this endpoint accepts.", "Send less at a time.");
        public static readonly KeywayError BodyMalformed = new(2001, "The request's body is not of the form that this endpoint documents.", "Send the members that the documentation names, each once and of the right kind.");
        public static readonly KeywayError NotSignedIn = new(2002, "The request has no access token that this server believes.", "Ask the token endpoint for an access token and send it as a bearer token.");
        public static readonly KeywayError TokenExpired = new(2003, "The access token has expired.", "Ask the token endpoint for a new one.");
        public static readonly KeywayError WrongAudience = new(2004, "The access token is for another resource.", "Ask the token endpoint for a token of the resource that this endpoint belongs to.");
        public static readonly KeywayError Forbidden = new(2005, "The caller's roles or permissions do not allow this.", "Ask an administrator to do it, or to give the role or the permission.");
        public static readonly KeywayError NotFound = new(2006, "There is nothing at this address.", "Check the address and the id in it.");
        public static readonly KeywayError TooManyRequests = new(2007, "Too many refused requests came from this address.", "Wait for the time that the Retry-After header names.");
        public static readonly KeywayError Unexpected = new(2008, "The server could not finish the request because of a fault of its own.", "Try again and, if it happens twice, report it with the trace id.");
        public static readonly KeywayError StoreUnavailable = new(2009, "The server cannot write to its store.", "Free space on the server's disk or repair it, then try again.");
        public static readonly KeywayError MethodNotAllowed = new(2010, "This address does not know that HTTP method.", "Use the method that the documentation names.");

        public static readonly KeywayError MultiFactorNeeded = new(2040, "The caller signed in without a second factor.", "Sign in with a security key or a Temporary Access Pass.");
        public static readonly KeywayError ConnectorCertificateInvalid = new(2041, "The connector's certificate is not one X.509 certificate in DER that is valid now, with an RSA key of 2048 to 8192 bits or a key on P-256 or P-384.", "Make a certificate with such a key and send its public part in base64.");
        public static readonly KeywayError ConnectorCertificateExpired = new(2042, "The certificate of the connector is not valid now.", "Register the connector again with a new certificate, or set the clock.");
        public static readonly KeywayError ClientAssertionRefused = new(2043, "The client assertion is for another server, not valid now, or valid for more than ten minutes.", "Name this server's token endpoint as aud, give it ten minutes at most, and set the clock.");
        public static readonly KeywayError ClientAssertionReplayed = new(2044, "The client assertion was used before.", "Make a new one with a new jti for each request; if nobody did it twice, somebody has replayed the request.");
        public static readonly KeywayError RoleAssignmentInvalid = new(2045, "The role assignment names no person or role of this server, or a role that no person can have.", "Send the object id of a person and the id of a role that the documentation lists.");
        public static readonly KeywayError RoleAssignmentNotFound = new(2046, "There is no such role assignment.", "List the role assignments and use an id from there.");

        public static readonly KeywayError AccountUnknown = new(2050, "There is no such account.", "Check the name, or sync the person from the domain.");
        public static readonly KeywayError AccountDisabled = new(2051, "The account is disabled.", "Enable it where it is managed: in the domain for a synced person, else at the server.");
        public static readonly KeywayError AccountExpired = new(2052, "The account has expired.", "Extend accountExpires in the domain and sync.");
        public static readonly KeywayError PasswordExpired = new(2053, "The password has expired or must be changed.", "Change the password: where the key is asked for, or in the domain, which then needs a sync.");
        public static readonly KeywayError UserNameTaken = new(2054, "Another account has this user name.", "Choose another name, or rename the other account.");
        public static readonly KeywayError UserNameMalformed = new(2055, "The user name is not a user principal name.", "Send name@domain of at most 256 characters without spaces or control characters.");
        public static readonly KeywayError SessionRevoked = new(2056, "The person's sign-ins were ended everywhere after this one.", "Sign in again.");
    }
}
