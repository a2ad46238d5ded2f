namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>2200-2299: joined devices.</summary>
    public static class Devices
    {
        public static readonly KeywayError DeviceUnknown = new(2200, "This server knows no device with this certificate.", "Join the computer again: its device was deleted, or belongs to another server.");
        public static readonly KeywayError DeviceDisabled = new(2201, "The device is disabled.", "Ask an administrator to enable it.");
        public static readonly KeywayError CertificateExpired = new(2202, "The device certificate has expired.", "Join the computer again.");
        public static readonly KeywayError DeviceNotFound = new(2203, "There is no such device.", "Check the device id.");
        public static readonly KeywayError CertificateRequestMalformed = new(2210, "The certificate request is malformed.", "Send a base64 PKCS#10 request of at most 8 KB with type pkcs10.");
        public static readonly KeywayError SignatureAlgorithmRefused = new(2211, "The certificate request is signed by an algorithm that is not accepted.", "Sign it by RSA with SHA-256, SHA-384 or SHA-512.");
        public static readonly KeywayError KeyRefused = new(2212, "The device key is of a kind or length that is not accepted, or comes from a generator that is known to be bad.", "Make a new RSA key of 2048 to 4096 bits with the exponent 65537, by a current library or TPM.");
        public static readonly KeywayError PossessionNotProven = new(2213, "The certificate request is not signed by the key it asks for.", "Sign the request with the device key.");
        public static readonly KeywayError TransportKeyRefused = new(2214, "The transport key is malformed, too weak, or the same as the device key.", "Send the RSA1 blob of a second RSA key of 2048 to 4096 bits with the exponent 65537.");
        public static readonly KeywayError KeyReused = new(2215, "A key of this request belonged to a device before.", "Make new keys and join again.");
        public static readonly KeywayError NameRefused = new(2216, "A name in the join request is empty, too long, or has characters that cannot be shown.", "Send a display name of at most 128 characters, and a type and version of at most 64.");
        public static readonly KeywayError JoinTypeRefused = new(2217, "This kind of join is not offered.", "Join with type 0 by POST, cloud joined, or with type 6 by PUT, hybrid joined.");
        public static readonly KeywayError QuotaReached = new(2218, "This person has joined as many devices as one may have, or may join within a day.", "Ask an administrator to delete a device that is no longer used.");
        public static readonly KeywayError ChangeRefused = new(2219, "Nothing but accountEnabled of a device can be changed.", "Send {\"accountEnabled\": true} or {\"accountEnabled\": false}.");
        public static readonly KeywayError DeviceNotProven = new(2220, "The request does not prove which device it comes from.", "Send a device credential in the header x-ms-DeviceCredential, or the device's certificate as TLS client certificate at the device address of the discovery document.");
        public static readonly KeywayError CertificateReplaced = new(2221, "The device certificate was replaced by a newer one.", "Use the newest certificate of the device, or join again.");
        public static readonly KeywayError RenewedTooOften = new(2222, "The device was given as many certificates as one may within a day.", "Wait a day; if it was not the device that asked, disable it.");
        public static readonly KeywayError JoinNotAllowed = new(2223, "This person may not join devices.", "Ask an administrator to allow it in the device registration policy.");
        public static readonly KeywayError PolicyRefused = new(2224, "A member of the device registration policy is missing, unknown or out of its range.", "Send the whole policy as a GET shows it, with a quota of at most 10,000 and at most 500 users and groups.");
        public static readonly KeywayError OtherTenant = new(2225, "The join is meant for another tenant.", "Correct the service connection point: keyway-connect device-registration set.");
        public static readonly KeywayError ProofMalformed = new(2226, "The computer's proof is not a SID and a UTC time with an RSA signature.", "Send type sha256signed, S-1-5-21-...yyyy-MM-dd HH:mm:ssZ, and the signature in base64.");
        public static readonly KeywayError ComputerNotSynced = new(2227, "The device object by the given id is not found, or has no certificate whose key signed the proof.", "Wait until keyway-connect sync has carried the computer's newest certificate, and join again; if that does not help, check that the computer is in its scope.");
        public static readonly KeywayError ProofOfOtherComputer = new(2228, "The proof names another SID than the one that was synced for this computer.", "Find out whether the computer was restored or copied; then make a new certificate in the domain and wait for sync.");
        public static readonly KeywayError ProofStale = new(2229, "The time in the proof is more than five minutes from now.", "Set the computer's clock and join again.");
        public static readonly KeywayError ProofSpent = new(2230, "The proof has been used already, for other keys.", "Make a new proof and join again; if the computer made it once only, somebody has replayed it.");
        public static readonly KeywayError IdTaken = new(2231, "The id belongs to a device that a person joined.", "Delete that device first, if the domain's computer is the right one.");
        public static readonly KeywayError OtherDevice = new(2232, "A device may delete and renew only itself.", "Name the device of the certificate in the address.");
        public static readonly KeywayError KeysNotOffered = new(2233, "This server keeps no Windows Hello keys.", "Sign in with a security key.");
        public static readonly KeywayError CredentialMalformed = new(2235, "The device credential is not of the documented form.", "Send the header x-ms-DeviceCredential once, of at most 8 KB: a compact JWS with x5c and the claims grant_type device_auth, iss aad:brokerplugin, request_nonce, aud and htm.");
        public static readonly KeywayError CredentialForOther = new(2236, "The device credential is for another request.", "Sign a new one, with this request's URL without its query as aud and its method as htm; the URL begins with the server's --url.");
        public static readonly KeywayError CredentialsDiffer = new(2237, "The device credential and the TLS handshake show different certificates.", "Send one of the two.");
    }
}
