namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>3200-3249: keywayd, the computer's daemon.</summary>
    public static class Daemon
    {
        public static readonly KeywayError SettingsInvalid = new(3200, "The settings of keywayd cannot be read, or one of them is not known or out of its range.", "Compare /etc/keyway/keywayd.json with the administrator's guide; nobody can sign in by key until it is mended.");
        public static readonly KeywayError AlreadyRunning = new(3201, "A keywayd is running already.", "Stop it first: systemctl stop keywayd.");
        public static readonly KeywayError SocketNotOpened = new(3202, "A socket of keywayd cannot be opened.", "Run it as root; look who owns the folder that the detail names.");
        public static readonly KeywayError NameImpossible = new(3203, "The account's name cannot be the name of a user of this computer.", "Have the administrator change the user principal name: small letters, digits, dot, dash and underscore before the @, at most 32, a letter first.");
        public static readonly KeywayError NameTaken = new(3204, "This computer has another user or group of that name.", "Have the administrator rename one of the two; nobody takes over a user that is there already.");
        public static readonly KeywayError HomeNotMade = new(3205, "The home folder cannot be made.", "Look at the rights and the free space of /home.");
        public static readonly KeywayError SomebodyElse = new(3206, "The security key belongs to somebody else than the user who is signing in.", "Use your own key, or sign in under your own name.");
        public static readonly KeywayError NoKeyInserted = new(3207, "No security key was inserted in time.", "Insert it and try again.");
        public static readonly KeywayError KeyBusy = new(3208, "Somebody else is signing in with a key at this computer right now.", "Wait until they have ended, then try again.");
        public static readonly KeywayError NotAnswered = new(3209, "Nobody answered the question.", "Try again.");
        public static readonly KeywayError OfflineForbidden = new(3210, "The identity server cannot be reached, and this computer is not opened without it.", "Connect to the network; an administrator may allow it by offlineDays.");
        public static readonly KeywayError OfflineUnknown = new(3211, "The identity server cannot be reached, and nobody has signed in on this computer with this key.", "Connect to the network for the first sign-in.");
        public static readonly KeywayError OfflineTooOld = new(3212, "The identity server cannot be reached, and the last sign-in with it was too long ago.", "Connect to the network and sign in.");
        public static readonly KeywayError ClockSetBack = new(3213, "The clock of this computer stands before a time that it has seen already.", "Set the clock, or connect to the network and sign in.");
        public static readonly KeywayError CachedSignInForeign = new(3214, "The cached sign-in does not open: it is another computer's, another key's, or damaged.", "Connect to the network and sign in, which makes a new one.");
        public static readonly KeywayError SignedInMeanwhile = new(3215, "The person has signed in anew meanwhile.", "Nothing is to be done: the newer session counts.");
        public static readonly KeywayError WorkEnded = new(3216, "A part of the daemon has ended, and the rest does not go on without it.", "The service manager starts it anew; look at the detail, and at the log before it.");
        public static readonly KeywayError SessionsNotLocked = new(3220, "The sessions of somebody whose security key was removed are not locked.", "Look whether logind answers, or set lockCommand in /etc/keyway/keywayd.json; it is tried again every ten seconds.");

        public static readonly KeywayError NotOfDomain = new(3230, "The person has no account in a domain, and this computer takes its users from its domain.", "Sign in as somebody of the domain, or join the computer to the cloud side alone.");
        public static readonly KeywayError OtherDomain = new(3231, "The person belongs to another domain than this computer.", "Sign in at a computer of your own domain.");
        public static readonly KeywayError NameServiceSilent = new(3232, "The name service of this computer did not answer in time.", "Look at winbind or sssd of this computer; 'getent passwd NAME' must answer at once.");
        public static readonly KeywayError NameServiceIgnorant = new(3233, "The name service of this computer does not know the person.", "Compare 'getent passwd NAME' and 'wbinfo -n NAME' with the domain; winbind or sssd must run, and be a member of it.");
        public static readonly KeywayError UserImpossible = new(3234, "The user that the name service gives for the person is not one that a key may open.", "Look at the detail: users of the computer itself, numbers below 1000, and numbers of somebody else are never given away; correct the id mapping of winbind or sssd.");
        public static readonly KeywayError PasswordNotSynced = new(3235, "The password is changed in the domain, and the identity server does not know of it yet.", "Sign in again after the next sync of your organisation; why it did not count at once, the server's log says beside KW2053.");
        public static readonly KeywayError NewPasswordsUnusable = new(3236, "The new password was not the same both times, or is the old one.", "Try again; a lock screen that asks only once cannot change a password, so sign in at the login or use 'keyway password change'.");
        public static readonly KeywayError SidNotCompared = new(3238, "The name service of this computer cannot be asked for the person's SID.", "Look at the detail: passwd in /etc/nsswitch.conf must name winbind or sss, and sssd is asked through the package libsss-nss-idmap0.");

        public static readonly KeywayError OfflineTooOften = new(3240, "The identity server cannot be reached, and this key has opened the computer without it as often as it may.", "Connect to the network and sign in, which begins the count anew.");
        public static readonly KeywayError CachedSignInRolledBack = new(3241, "The cached sign-ins are not the newest that this computer's TPM remembers: the disk was put back to an earlier day, or the TPM's register is gone.", "Connect to the network and sign in, which makes a new one.");
        public static readonly KeywayError KeyringNotChanged = new(3242, "The tickets in a person's keyring could not be changed.", "Look at the detail; the kernel must have persistent keyrings (/proc/keys) and the computer MIT's libkrb5, or set \"credentialCache\" to \"file\".");
        public static readonly KeywayError NtlmSecretNotWritten = new(3243, "The NTLM secret of a person could not be put in place or removed.", "Look at the rights and the room of /run/keyway; Kerberos is not touched by it.");
        public static readonly KeywayError NtlmSecretAbsent = new(3244, "There is no NTLM secret for your programs.", "Sign in by your key while a domain controller that answers key lists is in sight and the policy KeyListRequest allows it.");
        public static readonly KeywayError NtlmClientMissing = new(3245, "The program smbclient is not on this computer.", "Install the package smbclient.");
    }
}
