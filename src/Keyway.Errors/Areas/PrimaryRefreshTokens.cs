namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>2300-2399: sign-in: nonce, PRT request, primary refresh token.</summary>
    public static class PrimaryRefreshTokens
    {
        public static readonly KeywayError NonceInvalid = new(2300, "The nonce is not one of this server's for this purpose.", "Ask this server for a nonce and use that one.");
        public static readonly KeywayError NonceExpired = new(2301, "The nonce is older than five minutes.", "Ask for a new nonce and start again; if that does not help, check the computer's clock.");
        public static readonly KeywayError NonceSpent = new(2302, "The nonce has been used already.", "Ask for a new nonce and start again; if nobody did it twice, somebody has replayed the request.");
        public static readonly KeywayError RequestMalformed = new(2303, "The token request is not of the documented form.", "Send the parameters that the grant needs, each once.");
        public static readonly KeywayError DeviceCertificateMissing = new(2304, "The signed request carries no device certificate.", "Send the device certificate as x5c in the header.");
        public static readonly KeywayError DeviceSignatureWrong = new(2305, "The request is not signed by the key of the device certificate.", "Sign with RS256 by the device's own key, or join the device again.");
        public static readonly KeywayError ScopeMissing = new(2306, "The request does not ask for the scopes openid and aza.", "Ask for both: without them there is no primary refresh token.");
        public static readonly KeywayError GrantUnknown = new(2307, "The token endpoint does not know this grant.", "Use one of the documented grant types.");
        public static readonly KeywayError ResourceUnknown = new(2308, "The token endpoint issues no tokens for this resource to this caller.", "Ask for a resource that the grant may have.");
        public static readonly KeywayError AuthorityUnknown = new(2309, "This server does not serve that tenant.", "Use the tenant's id, its domain, common or organizations in the address.");
        public static readonly KeywayError TokenUnknown = new(2310, "The primary refresh token is not known: its time is over, a newer one was used, or it was revoked.", "Sign in again with the security key.");
        public static readonly KeywayError DerivationTooOld = new(2311, "The request is signed by a key that is not bound to it.", "Derive the key by version 2: kdf_ver 2 in the header.");
        public static readonly KeywayError ProofWrong = new(2312, "The request is not signed by the session key of its primary refresh token.", "Sign in again with the security key; if nobody used the token elsewhere, somebody has tried to.");
    }
}
