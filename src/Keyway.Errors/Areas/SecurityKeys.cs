namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>3000-3099: security keys in someone's hand.</summary>
    public static class SecurityKeys
    {
        public static readonly KeywayError LibraryMissing = new(3000, "The library libfido2 is not installed.", "Install the package libfido2-1.");
        public static readonly KeywayError NoKey = new(3001, "No security key is plugged in.", "Plug in your security key and try again.");
        public static readonly KeywayError SeveralKeys = new(3002, "More than one security key is plugged in.", "Leave only the one to use plugged in, or name its path.");
        public static readonly KeywayError KeyNotFound = new(3003, "The security key could not be opened.", "Check that it is plugged in, that the path is right and that you may use it.");
        public static readonly KeywayError KeyLost = new(3004, "The security key stopped answering.", "Plug it in or lay it on the reader again, leave it there until the end, and retry.");
        public static readonly KeywayError KeyInUse = new(3005, "The security key is in use by another program.", "End the other program and try again.");
        public static readonly KeywayError NotFido2 = new(3006, "The security key speaks only U2F.", "Use a FIDO2 security key.");
        public static readonly KeywayError WrongPin = new(3007, "The PIN is wrong.", "Try again; after the last try the key blocks its PIN for good.");
        public static readonly KeywayError PinBlocked = new(3008, "The PIN is blocked after too many wrong tries.", "Reset the key, which erases every credential on it, and register it again.");
        public static readonly KeywayError PinTriesExhausted = new(3009, "Three wrong PINs in a row: the key takes no PIN until it has been without power.", "Unplug the key, or take it off the reader, put it back and try again.");
        public static readonly KeywayError PinNotSet = new(3010, "The key has no PIN.", "Set a PIN on the key first.");
        public static readonly KeywayError PinRequired = new(3011, "The key demands its PIN.", "Enter the PIN of the key.");
        public static readonly KeywayError PinPolicy = new(3012, "The new PIN is too short, too long or not allowed by the key.", "Choose a PIN of at least four characters and at most 63 bytes.");
        public static readonly KeywayError PinAlreadySet = new(3013, "The key has a PIN already.", "Change the PIN instead.");
        public static readonly KeywayError PinChangeRequired = new(3014, "The key demands that its PIN is changed first.", "Change the PIN and try again.");
        public static readonly KeywayError NoCredentials = new(3015, "The key holds no credential for this organisation or account.", "Use the key that you registered, or register this one.");
        public static readonly KeywayError CredentialExcluded = new(3016, "The key is registered already.", "Use another key, or remove this one from the account first.");
        public static readonly KeywayError TouchTimeout = new(3017, "The key was not touched in time.", "Try again and touch the key when it blinks.");
        public static readonly KeywayError Denied = new(3018, "The operation was refused at the key.", "Try again and confirm at the key.");
        public static readonly KeywayError Cancelled = new(3019, "The operation was cancelled.", "Start again when you are ready.");
        public static readonly KeywayError KeyStoreFull = new(3020, "The key has no room for another credential.", "Remove a credential that is no longer needed, or use another key.");
        public static readonly KeywayError Unsupported = new(3021, "The key does not support what is asked of it.", "Use a key that supports FIDO2 with resident credentials, credProtect and hmac-secret.");
        public static readonly KeywayError VerificationFailed = new(3022, "The key did not recognise its user.", "Try again, or use the PIN.");
        public static readonly KeywayError VerificationBlocked = new(3023, "The key takes no fingerprint after too many tries.", "Use the PIN.");
        public static readonly KeywayError NotVerified = new(3024, "The key answered without verifying its user.", "Set a PIN on the key or use another key.");
        public static readonly KeywayError ProtectionDowngraded = new(3025, "The key confirmed less protection of the credential than was asked for.", "Use another key and remove the credential from this one.");
        public static readonly KeywayError KeyRefused = new(3026, "The key refused the command.", "Unplug the key, plug it in and retry; the detail holds its status.");
        public static readonly KeywayError MalformedAnswer = new(3027, "The key's answer could not be understood.", "Plug it in again; if it happens again use another key.");
        public static readonly KeywayError BadRequest = new(3028, "The request to the key is not well formed.", "Check the relying party, the user and the hash; the detail names the part.");
        public static readonly KeywayError SettingMissing = new(3029, "The key does not have this setting.", "Look at keyway security-key info for what the key can do, or use another key.");
        public static readonly KeywayError ResetTooLate = new(3030, "The key resets only within ten seconds after it was plugged in.", "Unplug the key, plug it in, run the command at once and touch the key when it blinks.");
        public static readonly KeywayError CredentialUnknown = new(3031, "The key holds no credential of this id.", "Take the id from keyway security-key credential list.");
        public static readonly KeywayError PinLengthNotRaised = new(3032, "The least length of the PIN can only be raised, up to 63.", "Name a greater number; only a reset of the key lowers it.");
        public static readonly KeywayError NotConfirmed = new(3033, "What cannot be undone was not confirmed.", "Run the command again and confirm it, or add --yes.");
        public static readonly KeywayError ListMalformed = new(3034, "The key's list of its credentials contradicts itself.", "Plug the key in again; if it happens again use another key.");
        public static readonly KeywayError PinsDiffer = new(3035, "The new PIN was not the same both times.", "Run the command again and enter the same PIN twice.");
        public static readonly KeywayError FileExists = new(3040, "The software key's file exists already.", "Choose another path, or remove the file, which destroys its credentials.");
        public static readonly KeywayError FileMissing = new(3041, "There is no software key at this path.", "Check the path, or create the key.");
        public static readonly KeywayError FileDamaged = new(3042, "The file is not a whole software key.", "Restore it from a copy, or create a new key and register it again.");
        public static readonly KeywayError FileUnsafe = new(3043, "The software key's file can be read or written by others.", "Make it yours alone: chmod 600.");
        public static readonly KeywayError FileNotWritable = new(3044, "The software key's file could not be written.", "Check the folder, its rights and the free space.");
        public static readonly KeywayError FileVersion = new(3045, "The software key's file was written by a newer Keyway.", "Use the newer Keyway.");
        public static readonly KeywayError BadOptions = new(3046, "The options of the new software key are not valid.", "PIN protocols are 1 and 2, the capacity is 1 to 1000.");
        public static readonly KeywayError FingerprintsMalformed = new(3047, "The key's list of its fingerprints contradicts itself.", "Plug the key in again; if it happens again use another key.");
        public static readonly KeywayError FingerprintUnknown = new(3048, "The key holds no fingerprint of this id or name.", "Take the id from keyway security-key fingerprint list.");
        public static readonly KeywayError FingerprintName = new(3049, "The name of the fingerprint is empty, too long or not plain text.", "Choose a name of at most 64 bytes without control characters.");
        public static readonly KeywayError SensorFull = new(3050, "The sensor has no room for another fingerprint.", "Remove a fingerprint that is no longer needed.");
        public static readonly KeywayError EnrolmentNotFinished = new(3051, "The sensor did not get enough good touches.", "Clean and dry the finger and the sensor, and begin again; nothing was enrolled.");
        public static readonly KeywayError EnrolmentMalformed = new(3052, "The sensor's account of the enrolment contradicts itself.", "Plug the key in again, look at keyway security-key fingerprint list, and if it happens again use another key.");
        public static readonly KeywayError FingerprintAmbiguous = new(3053, "The key holds several fingerprints of this name.", "Name it by its id, as keyway security-key fingerprint list shows it.");
        public static readonly KeywayError FingerprintNameTaken = new(3054, "Another fingerprint on the key has this name.", "Choose another name.");
        public static readonly KeywayError ReaderLibraryMissing = new(3060, "The library libpcsclite is not installed.", "Install the packages libpcsclite1 and pcscd.");
        public static readonly KeywayError ReadersNotServed = new(3061, "The service of the card readers, pcscd, does not run.", "Install the package pcscd and start it: systemctl start pcscd.socket.");
        public static readonly KeywayError ReaderUnknown = new(3062, "There is no card reader of this name.", "Plug the reader in, and take its name from keyway security-key list while your key lies on it.");
        public static readonly KeywayError NotSecurityKey = new(3063, "The card on the reader is not a security key.", "Take it away and lay your security key on the reader.");
        public static readonly KeywayError CardNotUnderstood = new(3064, "The answer of the card on the reader could not be understood.", "Lay the key on the reader again; if it happens again use another key or another reader.");
        public static readonly KeywayError ReaderFailed = new(3065, "The card reader failed.", "Plug the reader in again and lay your key on it; the detail says what PC/SC tells.");
        public static readonly KeywayError NoCardOnReader = new(3066, "There is no security key on the reader.", "Lay your key on the reader, leave it there, and try again.");
    }
}
