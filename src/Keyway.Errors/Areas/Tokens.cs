namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>1600-1699: the tokens and envelopes that device and server exchange.</summary>
    public static class Tokens
    {
        public static readonly KeywayError JwsMalformed = new(1600, "The signed token is malformed.", "Send a compact JWS of three base64url parts without critical extensions.");
        public static readonly KeywayError JweMalformed = new(1601, "The encrypted token is malformed.", "Send a compact JWE of the form this endpoint documents.");
        public static readonly KeywayError JweNotForUs = new(1602, "The encrypted token does not open with this key.", "Seal it to the key that the receiver shows now.");
        public static readonly KeywayError RsaBlobMalformed = new(1603, "The RSA public key blob is malformed or its key is too weak.", "Send an RSA1 blob of a key of 2048 to 4096 bits.");
    }
}
