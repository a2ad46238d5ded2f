namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>1010-1049: CBOR, COSE keys and authenticator data.</summary>
    public static class WebAuthnData
    {
        public static readonly KeywayError CborMalformed = new(1010, "A CBOR item is not well-formed, not canonical, or not of the kind expected.", "Register or use the key again and, if it happens twice, report the key's model.");
        public static readonly KeywayError CborTooLarge = new(1011, "A CBOR item is longer or nested deeper than any security key makes it.", "Refuse the sender, because no security key sends this.");
        public static readonly KeywayError CborTrailingBytes = new(1012, "Bytes follow a CBOR item that should be the last.", "Register or use the key again and, if it happens twice, report the key's model.");
        public static readonly KeywayError CoseAlgorithmUnsupported = new(1013, "The public key's algorithm is none of ES256, ES384, ES512, EdDSA and RS256.", "Use a security key that offers ES256.");
        public static readonly KeywayError CoseKeyMalformed = new(1014, "The public key has the wrong members, type or curve for its algorithm.", "Use another security key and report this one's model.");
        public static readonly KeywayError CoseKeyNotOnCurve = new(1015, "The public key is no point of its curve.", "Use another security key, because this one's key cannot be trusted.");
        public static readonly KeywayError CoseKeyWeakRsa = new(1016, "The RSA public key is shorter than 2048 bits, longer than 8192 bits, or has an unusable exponent.", "Use a security key that offers ES256.");
        public static readonly KeywayError AuthenticatorDataTruncated = new(1017, "The authenticator data ends before all that its flags announce.", "Register or use the key again and, if it happens twice, report the key's model.");
        public static readonly KeywayError AuthenticatorDataTrailingBytes = new(1018, "Bytes follow the authenticator data that its flags announce.", "Register or use the key again and, if it happens twice, report the key's model.");
        public static readonly KeywayError ExtensionsMalformed = new(1019, "An extension output of the key is not of the kind that its name demands.", "Update the key's firmware or use another security key.");
        public static readonly KeywayError ClientDataTooLarge = new(1020, "The client data is longer than 16 KiB.", "Refuse the sender, because no client sends this.");
        public static readonly KeywayError ClientDataMalformed = new(1021, "The client data is not a JSON object in UTF-8.", "Update the browser or the Keyway client.");
        public static readonly KeywayError ClientDataMember = new(1022, "A member of the client data is missing, given twice, or of the wrong kind.", "Update the browser or the Keyway client.");
        public static readonly KeywayError ClientDataChallengeEncoding = new(1023, "The challenge in the client data is not unpadded base64url.", "Update the browser or the Keyway client.");
        public static readonly KeywayError AttestationObjectMalformed = new(1024, "The attestation object lacks its format, statement or authenticator data.", "Register the key again and, if it happens twice, report the key's model.");
    }
}
