namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>1200-1299: Kerberos messages, cryptography, PAC, minting, credential caches.</summary>
    public static class Kerberos
    {
        public static readonly KeywayError EncryptionTypeUnsupported = new(1200, "A Kerberos key or message uses an encryption type that Keyway does not have.", "Allow AES256 for the account by msDS-SupportedEncryptionTypes in your domain and have its password set again.");
        public static readonly KeywayError DecryptionFailed = new(1201, "A Kerberos message was changed on its way or was made with another key.", "If it lasts, compare the key versions of both sides with 'keyway-connect kerberos-server get' and publish the key again.");
        public static readonly KeywayError KeyLengthWrong = new(1202, "A Kerberos key does not have the length that its encryption type asks for.", "Fetch the key from your domain again; what you have is cut or of another type.");
        public static readonly KeywayError StringToKeyUnsafe = new(1203, "The domain controller named password parameters that are unsafe to use.", "Check that the answer came from your own domain controller and that its iteration count for AES keys lies between 4096 and 1000000.");

        public static readonly KeywayError MessageMalformed = new(1210, "A Kerberos message does not follow its grammar.", "Check that the address you configured is a domain controller, and look for a program in between that changes traffic on port 88.");
        public static readonly KeywayError MessageTooLarge = new(1211, "A Kerberos message is larger than any that a domain sends.", "Check that the address you configured is a domain controller.");

        public static readonly KeywayError PacMalformed = new(1220, "The authorization data (PAC) in a ticket does not follow its grammar.", "Ask for a new ticket; if it happens again, report it with the name of the domain controller that issued it.");
        public static readonly KeywayError PacMissing = new(1221, "A ticket carries no authorization data (PAC), or a required part of it is missing.", "Ask for a new ticket, and check in your domain that the account does not have the flag NO_AUTH_DATA_REQUIRED.");
        public static readonly KeywayError PacSignatureInvalid = new(1222, "A signature of the authorization data (PAC) in a ticket is wrong.", "Treat the ticket as forged and find out where it came from; if it is your own, publish the Kerberos server's key again.");

        public static readonly KeywayError SecurityIdentifierMalformed = new(1240, "A security identifier has the wrong form.", "Compare the user's objectSid in your domain with what was synced, and run a full sync.");

        public static readonly KeywayError PartialTicketRequestInvalid = new(1250, "A user's synced attributes cannot be put into a ticket.", "Check the user's sAMAccountName, objectSid, display name and user principal name in your domain, and run a full sync.");
        public static readonly KeywayError ClientKeyInvalid = new(1251, "A client key does not have 32 bytes.", "Sign in again; if it lasts, update the device and the server to the same version.");
        public static readonly KeywayError NotTicketGranting = new(1252, "What came in place of a ticket granting ticket is a ticket for something else.", "Sign in again; if it lasts, check that the device talks to your own identity server.");

        public static readonly KeywayError CacheMalformed = new(1260, "A credential cache file is damaged or of a version other than 4.", "Delete the file and sign in again.");
        public static readonly KeywayError CacheUnreadable = new(1261, "A credential cache file cannot be read.", "Check that the path exists and that you own the file, and sign in again if it does not.");
        public static readonly KeywayError CacheUnwritable = new(1262, "A credential cache file cannot be written.", "Check that its folder exists, that you may write there and that the disk is not full.");

        public static readonly KeywayError ServiceUnproven = new(1270, "The service did not prove that it is the one the ticket is for.", "Look for a machine that answers in place of your domain controller.");
        public static readonly KeywayError ProtectedMessageForged = new(1271, "A protected message was changed, repeated or put out of order, or does not come from the other side.", "Try again, and if it happens twice look for a program in between that changes traffic.");

        public static readonly KeywayError KeytabUnreadable = new(1272, "A keytab file cannot be read.", "Check that the path exists and that this program runs as the user who may read it; /etc/krb5.keytab belongs to root.");
        public static readonly KeywayError KeytabMalformed = new(1273, "A keytab file is damaged or of a version other than 2.", "Write the file again, for a computer by joining it to your domain again.");
        public static readonly KeywayError KeytabKeyMissing = new(1274, "The keytab holds no AES key of the account.", "Compare the account's name with the output of 'klist -k', allow AES256 for the account by msDS-SupportedEncryptionTypes, and write the keytab again.");
        public static readonly KeywayError KeytabKeyOutdated = new(1275, "The keys in the keytab are not the account's keys any more.", "Write the keytab again, for a computer by 'adcli update' or by joining it to your domain again.");

        public static readonly KeywayError FastMissing = new(1276, "The domain controller speaks FAST, and an answer came without its protection.", "Look for a machine between this one and your domain controllers that changes traffic on port 88, and check that all domain controllers of the domain support Kerberos armouring.");
        public static readonly KeywayError ArmourUnusable = new(1277, "The ticket that is to protect a password check cannot do so.", "Sign in with an account of the same domain that has AES keys, and do it again when its ticket has expired.");
        public static readonly KeywayError KdcUnproven = new(1278, "The password was accepted by a machine that did not prove to be a domain controller of the domain.", "Look for a machine that answers in place of your domain controller.");

        public static readonly KeywayError PasswordNotTaken = new(1280, "The domain did not take the new password.", "Choose another one by what the domain says in the detail; where passwords have a minimum age, only an administrator can change it before.");
        public static readonly KeywayError PasswordChangeRefused = new(1281, "The domain did not change the password.", "Try again; if it lasts, look at the detail and have an administrator set the password.");
        public static readonly KeywayError PasswordUnproven = new(1282, "What came as the domain's word for a changed password is not that.", "Sign in again after the next sync; if nobody changed a password, somebody has tried to sign in without.");
    }
}
