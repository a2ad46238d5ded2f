namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>4000-4099: keyway-connect.</summary>
    public static class Connect
    {
        public static readonly KeywayError OptionInvalid = new(4000, "An option has a value that cannot be.", "Correct the option that the detail names; --help shows its form.");
        public static readonly KeywayError SecretFileUnusable = new(4001, "A file with a secret cannot be read, or holds none.", "Check the path and the content of the file that the detail names.");
        public static readonly KeywayError SecretFileExposed = new(4002, "A file with a secret can be read by others.", "Give it to its owner alone: chmod 600, and chown when the owner is another.");
        public static readonly KeywayError SecretMissing = new(4003, "A secret is needed, and there is no terminal to ask for it.", "Name the file that holds it with the option that the detail names; - is standard input.");
        public static readonly KeywayError ConnectorFileMalformed = new(4004, "The connector file is not what connector register writes.", "Register the connector again and use the new file.");
        public static readonly KeywayError ConnectorFileExists = new(4005, "The connector file exists already.", "Choose another path, or remove the file when its connector is no longer used.");
        public static readonly KeywayError ConnectorFileNotWritten = new(4006, "The connector file could not be written.", "Check that the folder exists and is writable, and the space on the disk.");
        public static readonly KeywayError ConnectorOfAnotherDomain = new(4007, "The connector was registered for another domain.", "Use the connector file of this domain, or register a connector for it.");
        public static readonly KeywayError CaFileUnusable = new(4008, "The CA file of the identity server cannot be read or holds no certificate.", "Give a readable PEM file with the CA certificate.");

        public static readonly KeywayError ServerUnreachable = new(4010, "The identity server could not be reached.", "Check the address, the network between, and that the server runs.");
        public static readonly KeywayError ServerNotTrusted = new(4011, "No trusted TLS session could be made with the identity server.", "Name the CA file that issued its certificate, and use the host name that stands in the certificate.");
        public static readonly KeywayError ServerSignInRefused = new(4012, "The identity server did not accept the connector.", "Register the connector again; the detail holds the server's words.");
        public static readonly KeywayError ServerRefused = new(4013, "The identity server refused the request.", "See the detail for the server's own number and words.");
        public static readonly KeywayError ServerFailed = new(4014, "The identity server failed or is overloaded.", "Try again in a minute; the server's log names the cause.");
        public static readonly KeywayError ServerAnswerMalformed = new(4015, "The identity server's answer does not have the shape that was agreed.", "Check that the address is that of a Keyway server of a fitting version.");
        public static readonly KeywayError ServerAnswerTooLarge = new(4016, "The identity server's answer is larger than this step takes.", "Check that the address is that of a Keyway server.");
        public static readonly KeywayError TokenRefused = new(4017, "The identity server did not accept the access token.", "Get a fresh access token of an administrator for the resource urn:keyway:graph.");

        public static readonly KeywayError PublicationKeyUnusable = new(4020, "The identity server's publication key is not an RSA key of 3072 to 8192 bits with the fingerprint that it names.", "Check that the address is that of your server; do not publish to it before you know why.");
        public static readonly KeywayError KeyMovedMeanwhile = new(4021, "The key changed while it was read.", "Run the command again, when no other rotation runs.");
        public static readonly KeywayError KeyMetadataMissing = new(4022, "The replication metadata of the key could not be read.", "Sign in with an account that may read the krbtgt account of the Kerberos server.");
        public static readonly KeywayError SidesDiffer = new(4023, "The domain and the identity server do not hold the same Kerberos server.", "Run keyway-connect kerberos-server set.");
        public static readonly KeywayError NotSetUp = new(4024, "Neither the domain nor the identity server has this Kerberos server.", "Run keyway-connect kerberos-server set to create it.");

        public static readonly KeywayError DirectoryEmpty = new(4030, "The domain showed no users at all.", "Check the rights of the account that reads the domain; nothing was written.");
        public static readonly KeywayError ServerStateInconsistent = new(4031, "The identity server's list of users or groups contradicts itself.", "Run the sync again; when it stays, look at the object that the detail names at the server.");
        public static readonly KeywayError OutcomeUnknown = new(4032, "The connection broke while the identity server was writing.", "Run the command again: it reads what was written and does only the rest.");
        public static readonly KeywayError SyncPartlyRefused = new(4033, "The identity server refused some of the changes.", "See the list of refused changes; the others were made, and a later sync tries these again.");
        public static readonly KeywayError BulkUnsupported = new(4034, "The identity server does not offer bulk changes.", "Check that the address is that of a Keyway server.");

        public static readonly KeywayError DomainDiffers = new(4035, "The domain controller is of another domain than the one that was named.", "Correct --domain or --domain-controller; nothing was written.");

        public static readonly KeywayError DomainNotSynced = new(4040, "The identity server holds nobody of this domain.", "Run keyway-connect sync for the domain first, so that the identity server knows for whom it may mint; nothing was changed.");
        public static readonly KeywayError ClockSkewed = new(4041, "A clock is more than 5 minutes off.", "Set the clock that the detail names by the time source of your domain controllers; nothing was changed.");
        public static readonly KeywayError RotatedRecently = new(4042, "The key is less than 24 hours old.", "Wait until the time in the detail, or say --force; when the key has leaked, say --twice.");
        public static readonly KeywayError PublishedGroupGone = new(4043, "A group of the lists that were published is no longer in the domain.", "Name the groups anew with --allow-group and --deny-group; nothing was changed.");
        public static readonly KeywayError PublishedMeanwhile = new(4044, "Someone else published this Kerberos server at the same time.", "Look with keyway-connect kerberos-server get, and run set when the sides differ.");
        public static readonly KeywayError ConfirmationMissing = new(4045, "Nobody confirmed the removal, and there is no terminal to ask at.", "Say --yes when it is meant.");
        public static readonly KeywayError NotConfirmed = new(4046, "The removal was not confirmed.", "Run the command again and answer with the name of the Kerberos server; nothing was changed.");
        public static readonly KeywayError AccountFileNotWritten = new(4047, "The account file could not be written.", "Check that its folder exists and is writable, and the space on the disk; the account's password was not changed.");
        public static readonly KeywayError AccountFileOfAnother = new(4048, "The account file is that of another Kerberos server or domain.", "Name the file of this Kerberos server, or a path where nothing stands yet.");
        public static readonly KeywayError DelegationDiffers = new(4049, "The account does not hold exactly the rights that day-to-day work needs.", "Run keyway-connect kerberos-server delegate to give what is missing, and take away in the domain what the table marks as too much.");

        public static readonly KeywayError ConfigFileUnusable = new(4060, "The config file cannot be read, or is not the JSON object that --help describes.", "Correct the file that the detail names; it holds only server, caFile, domain, domainCaFile, nameserver, connectorFile and accountFile.");
        public static readonly KeywayError ConfigFileExposed = new(4061, "The config file can be changed by others.", "Find out who could, look at what it says, and set mode 0644 or less: chmod go-w.");
        public static readonly KeywayError GivenSecretsMalformed = new(4062, "Standard input is not the JSON object of secrets that --secrets-from-stdin stands for.", "Write one object with domainPassword, serverSecret or pin, each a text, and close standard input.");
        public static readonly KeywayError OutputNotWritten = new(4063, "The file could not be written.", "Check that its folder exists and is writable, and the space on the disk.");
        public static readonly KeywayError ObjectNeedsRepair = new(4065, "The Kerberos server's objects in the domain need repair.", "Run keyway-connect kerberos-server set, then export again; what is broken must not be published as if it were whole.");
        public static readonly KeywayError CertificateFileUnusable = new(4066, "The certificate file does not hold a certificate and its private key.", "Give a PEM file of mode 0600 with one certificate and its unencrypted key: P-256, P-384, or RSA of at least 2048 bits.");
        public static readonly KeywayError CertificateNotValidNow = new(4067, "The connector's certificate is not valid at this time.", "Set the clock; when it is right, register the connector again with a new certificate.");
        public static readonly KeywayError CertificateDiffers = new(4068, "The key file of the connector holds another certificate than the one that was registered.", "Put the registered certificate back, or register the connector again.");
        public static readonly KeywayError RelyingPartyForeign = new(4069, "The identity server speaks for a relying party or an origin that is not its own address.", "Use the address under which the server was set up; do not go on with an address that someone sent you.");
        public static readonly KeywayError AdministratorRefused = new(4070, "The identity server did not accept the administrator's sign-in.", "See the detail for the server's words; the role Hybrid Identity Administrator or Global Administrator is needed.");
        public static readonly KeywayError SignInMissing = new(4071, "Nothing says who signs in.", "Name one way that the detail lists, or set it in the config file.");
        public static readonly KeywayError PublicationKeyFileUnusable = new(4072, "The file of the publication key cannot be read, or holds none.", "Get it again with keyway-connect kerberos-server publication-key --out FILE.");
        public static readonly KeywayError FingerprintDiffers = new(4073, "The publication key has another fingerprint than the one that was named.", "Do not use the key: ask an administrator of the identity server to read you its fingerprint, and find out where the file comes from.");
        public static readonly KeywayError FingerprintUnconfirmed = new(4074, "Nobody has confirmed the fingerprint of the publication key.", "Let an administrator of the identity server read you the fingerprint, and name it with --fingerprint.");
        public static readonly KeywayError BundleMalformed = new(4075, "The file is not a whole publication bundle.", "Copy it again from where it was exported, or export a new one.");
        public static readonly KeywayError BundleOfAnotherTenant = new(4076, "The bundle was made for another tenant.", "Take it to the identity server of its tenant, or export one with the publication key of this server.");
        public static readonly KeywayError BundleOfAnotherDomain = new(4077, "The bundle is of another domain than the one that was named.", "Name the bundle of this domain, or correct --domain.");
        public static readonly KeywayError BundleOfAnotherKey = new(4078, "The bundle is sealed to another publication key than the identity server has now.", "Get the key with keyway-connect kerberos-server publication-key, compare its fingerprint, and export again.");
        public static readonly KeywayError DriftFound = new(4079, "The check of the Kerberos server has findings.", "See the table: each finding names what to run.");
        public static readonly KeywayError SidDiffers = new(4081, "The identity server holds the person under another SID than the domain: a record may have been taken over.", "Treat it as an attack until you know better: look who was synced under this anchor, and who wrote it.");
        public static readonly KeywayError DisabledInDomain = new(4082, "The account is disabled in the domain.", "Enable it in the domain when the person shall work.");
        public static readonly KeywayError LockedInDomain = new(4083, "The account is locked in the domain after wrong passwords.", "Find out who guessed, then unlock it or wait.");
        public static readonly KeywayError ExpiredInDomain = new(4084, "The account has expired in the domain.", "Set a later expiry in the domain when the person shall work.");
        public static readonly KeywayError PasswordExpiredInDomain = new(4085, "The password has expired in the domain or must be changed, and the domain gives no ticket before.", "Change the password once in the domain, or set the account so that its password does not expire.");
        public static readonly KeywayError NotAllowedInDomain = new(4086, "No group of the allow list holds the account.", "Make the person a member of an allowed group; kerberos-server get lists them.");
        public static readonly KeywayError DeniedInDomain = new(4087, "A group of the deny list holds the account, and deny wins.", "Take the person out of the denied group, or let him use another account for daily work.");
        public static readonly KeywayError PrivilegedInDomain = new(4088, "The account is privileged, and privileged accounts get no ticket.", "Let the person use an ordinary account for daily work.");
        public static readonly KeywayError KeyNotInStep = new(4089, "The identity server mints with another key than the domain has.", "Run keyway-connect kerberos-server set.");

        public static readonly KeywayError Interrupted = new(4098, "The command was interrupted.", "Run it again: it continues where it stopped.");
        public static readonly KeywayError Broken = new(4099, "The command broke.", "Report it with the detail: this is a bug in Keyway or a fault of this computer.");
    }
}
