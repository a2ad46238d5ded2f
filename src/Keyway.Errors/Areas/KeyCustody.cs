namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>2940-2959: custody of the key-encryption key by a PKCS#11 token.</summary>
    public static class KeyCustody
    {
        public static readonly KeywayError UriInvalid = new(2940, "The PKCS#11 URI does not name one key of one token, or says more than that.", "Set --pkcs11-uri to something like pkcs11:token=keyway;object=key-encryption; the PIN stands in the file of --pkcs11-pin-file.");
        public static readonly KeywayError OptionsIncomplete = new(2941, "Only one of the PKCS#11 URI and the PIN file is set.", "Set both --pkcs11-uri and --pkcs11-pin-file, or neither.");
        public static readonly KeywayError PinFileUnusable = new(2942, "The PIN file is missing, empty, too long, or can be read by others than the server's account.", "Write the PIN on the first line of a file of mode 0600 that the server's account owns.");
        public static readonly KeywayError EngineMissing = new(2943, "OpenSSL has no pkcs11 engine, or the engine has no PKCS#11 module.", "Install the packages libengine-pkcs11-openssl and p11-kit-modules.");
        public static readonly KeywayError TokenAbsent = new(2944, "No token, or more than one, is what the PKCS#11 URI names.", "Plug the token in, check that p11-kit knows its module, and compare the URI with the token's label and serial number.");
        public static readonly KeywayError PinWrong = new(2945, "The token refused the PIN, and it is not tried again before the PIN file changes.", "Write the right PIN into the PIN file; after a change at the token itself, touch the file.");
        public static readonly KeywayError PinLocked = new(2946, "The token's PIN is locked, expired or not set, or one more wrong PIN would lock it.", "Unlock or change the PIN with the token's own tool.");
        public static readonly KeywayError KeyNotFound = new(2947, "The token holds no private key, or more than one, that is what the PKCS#11 URI names.", "Make the key in the token, or name one by object= or id= in --pkcs11-uri.");
        public static readonly KeywayError KeyUnfit = new(2948, "The token's key is no RSA key of 3072 to 8192 bits, or may not decrypt.", "Make an RSA key of 3072 bits in the token whose use includes decryption.");
        public static readonly KeywayError KeyDiffers = new(2949, "The key-encryption key was wrapped by another key than the one that the PKCS#11 URI names.", "Name the key that wrapped it, or put the wrapped file that belongs to this key back from the backup.");
        public static readonly KeywayError WrappedFileDamaged = new(2950, "The wrapped key-encryption key is damaged.", "Put the wrapped file back from the backup: without it the sealed keys are lost.");
        public static readonly KeywayError KeptByToken = new(2951, "A token keeps the key-encryption key, and the options name none.", "Set --pkcs11-uri and --pkcs11-pin-file.");
        public static readonly KeywayError KeptByFile = new(2952, "The options name a token, and a file keeps the key-encryption key.", "Run keyway-server key-custody to-token first, or leave --pkcs11-uri and --pkcs11-pin-file out.");
        public static readonly KeywayError TokenFailed = new(2953, "The token, or the way to it, failed.", "Look at the detail, check the token with its own tool, and start again.");
        public static readonly KeywayError StoreMissing = new(2954, "The data directory holds no store.", "Set --data to the directory of a server that was started once.");
    }
}
