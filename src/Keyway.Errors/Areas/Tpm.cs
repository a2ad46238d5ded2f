namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>3250-3279: the TPM of the computer.</summary>
    public static class Tpm
    {
        public static readonly KeywayError AddressInvalid = new(3250, "The address of the TPM is neither a device file under /dev nor a loopback address with a port.", "Write /dev/tpmrm0, or 127.0.0.1:PORT for a swtpm on this computer.");
        public static readonly KeywayError NotPresent = new(3251, "This computer has no TPM at that device file.", "Switch the TPM on in the firmware settings, or go on without one: keys are then kept in a file that root alone can read.");
        public static readonly KeywayError AccessDenied = new(3252, "The device file of the TPM may not be opened.", "Run the command as root, or as a member of the group tss.");
        public static readonly KeywayError Busy = new(3253, "Another program holds the TPM.", "Use /dev/tpmrm0, which programs share, or stop the other program.");
        public static readonly KeywayError Unreachable = new(3254, "The TPM cannot be reached.", "Look into the kernel log for the TPM driver, or whether the swtpm runs, then try again.");
        public static readonly KeywayError TimedOut = new(3255, "The TPM did not do it in time.", "Try again, and if it lasts restart the computer.");
        public static readonly KeywayError AnswerMalformed = new(3256, "The answer of the TPM does not follow its grammar, or is not an answer to what was asked.", "Check that the address is that of a TPM 2.0; if it is, update its firmware and do not trust it until then.");
        public static readonly KeywayError NotTpm2 = new(3257, "The TPM is not of version 2.0.", "Switch the TPM to version 2.0 in the firmware settings, or go on without one: keys are then kept in a file that root alone can read.");
        public static readonly KeywayError NotStarted = new(3258, "The TPM was not started up.", "Restart the computer; start a swtpm with --flags startup-clear.");
        public static readonly KeywayError FailureMode = new(3259, "The TPM found itself faulty and works no more.", "Restart the computer; if it lasts, update the firmware of the TPM or have it replaced.");
        public static readonly KeywayError Full = new(3260, "All slots of the TPM are taken by other programs.", "Use /dev/tpmrm0, which gives each program its own, or end the other programs.");
        public static readonly KeywayError Lockout = new(3261, "The TPM is locked because wrong passwords were given to it.", "Wait until it unlocks itself, or give its lockout password (tpm2_dictionarylockout --clear-lockout).");
        public static readonly KeywayError PasswordAsked = new(3262, "The TPM asks for a password of its owner or of its storage key.", "Keep a storage key without a password at 0x81000001 (ECC P-256), or clear the password of the owner.");
        public static readonly KeywayError HierarchyDisabled = new(3263, "The TPM is switched off for its owner.", "Switch the storage hierarchy on in the firmware settings of the computer.");
        public static readonly KeywayError NotSupported = new(3264, "The TPM lacks a command or an algorithm that is needed: RSA-2048, ECC P-256, SHA-256 or AES-128.", "Update the firmware of the TPM, or go on without one: keys are then kept in a file that root alone can read.");
        public static readonly KeywayError StorageUnavailable = new(3265, "The TPM cannot write to its own memory now.", "Try again in a minute.");
        public static readonly KeywayError AnswerForged = new(3266, "An answer of the TPM was changed on its way, or does not come from the TPM that made the key.", "Try again, and if it happens twice look for a device between the processor and the TPM; nothing was used.");
        public static readonly KeywayError KeyOfAnotherTpm = new(3267, "The key was made by another TPM, or the TPM was cleared since.", "Join this computer again with keyway join --replace.");
        public static readonly KeywayError BlobMalformed = new(3268, "The file of a TPM key is damaged.", "Restore it from a copy, or join this computer again with keyway join --replace.");
        public static readonly KeywayError BlobVersion = new(3269, "The file of a TPM key was written by a newer Keyway.", "Use the newer Keyway.");
        public static readonly KeywayError WrongKind = new(3270, "A key in the TPM was asked for what it is not made for.", "Report it with the log: this is a bug in Keyway.");
        public static readonly KeywayError Refused = new(3271, "The TPM refused.", "Look up its code in the detail (tpm2_rc_decode), and if it lasts report it with the TPM's model and firmware.");
        public static readonly KeywayError HistoryAbsent = new(3272, "The TPM does not have the register in which this computer remembers what its newest files are.", "Connect to the network and sign in, which makes it anew.");
        public static readonly KeywayError HistoryForeign = new(3273, "The number of the register in the TPM is taken by something else.", "Look at it with tpm2_nvreadpublic 0x01804b57, and when nobody needs it free the number with tpm2_nvundefine.");
        public static readonly KeywayError MemoryFull = new(3274, "The TPM has no room left in its own memory.", "Remove what nobody needs (tpm2_getcap handles-nv-index, tpm2_nvundefine).");
    }
}
