using System.Reflection;

namespace Keyway.Errors;

/// <summary>
/// Every numbered error of Keyway, one nested class an area, in the order of the numbers. docs/errors.md is generated from here.
/// A number is never reused: an error that is no longer raised leaves a gap.
/// </summary>
public static class Catalogue
{
    /// <summary>1000-1009: what belongs to no area.</summary>
    public static class General
    {
        public static readonly KeywayError Uninitialised = new(1000, "A step ended without a result.", "Report it with the log: this is a bug in Keyway.");
    }

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

    /// <summary>1050-1149: WebAuthn registration and assertion.</summary>
    public static class WebAuthn
    {
        public static readonly KeywayError WrongType = new(1050, "The client data belongs to another kind of ceremony.", "Start the registration or the sign-in again.");
        public static readonly KeywayError WrongChallenge = new(1051, "The client data answers another challenge.", "Start again, because a challenge can be answered only once and only for a short time.");
        public static readonly KeywayError UnexpectedOrigin = new(1052, "The gesture was asked for by an origin that is not one of the server's.", "Open the server by its own address, and if that is what was done, add that origin to the server's configuration.");
        public static readonly KeywayError CrossOrigin = new(1053, "The gesture was asked for inside a frame of another site.", "Open the page by itself and not inside another site.");
        public static readonly KeywayError UnexpectedTopOrigin = new(1054, "The gesture was asked for inside a frame of a site that the server does not expect.", "Open the page by itself, or add the framing site to the server's configuration.");
        public static readonly KeywayError WrongRelyingParty = new(1055, "The key answered for another relying party.", "Open the server by its own address and start again.");
        public static readonly KeywayError UserNotPresent = new(1056, "The key was not touched.", "Start again and touch the key when it blinks.");
        public static readonly KeywayError UserNotVerified = new(1057, "The key did not check a PIN or fingerprint.", "Set a PIN or fingerprint on the key and start again.");
        public static readonly KeywayError BackupStateWithoutEligibility = new(1058, "The key says that a credential which cannot be copied is copied.", "Use another security key and report this one's model.");
        public static readonly KeywayError AlgorithmNotRequested = new(1059, "The key made a credential of an algorithm that was not asked for.", "Use another security key or allow the algorithm.");
        public static readonly KeywayError AttestationFormatUnknown = new(1060, "The attestation is in a format that the server does not know.", "Use a security key with packed attestation.");
        public static readonly KeywayError AttestationStatementMalformed = new(1061, "The attestation statement does not have the form that its format demands.", "Use another security key and report this one's model.");
        public static readonly KeywayError AttestationSignatureWrong = new(1062, "The attestation's signature does not match the new credential.", "Register the key again and, if it happens twice, do not trust the key.");
        public static readonly KeywayError AttestationCertificateUnfit = new(1063, "The attestation certificate does not meet the requirements of its format.", "Use another security key and report this one's model.");
        public static readonly KeywayError AttestationModelMismatch = new(1064, "The attestation certificate is for another model than the key says it is.", "Do not trust the key.");
        public static readonly KeywayError AttestationMissing = new(1065, "Nothing vouches for the key, and the policy demands attestation.", "Use a security key that the organisation has approved, and allow the browser to show its make and model.");
        public static readonly KeywayError SelfAttestationRefused = new(1066, "The key vouches for itself only, and the policy demands a maker's attestation.", "Use a security key that the organisation has approved.");
        public static readonly KeywayError AttestationUntrusted = new(1067, "The attestation does not chain to a root that the policy trusts for this model.", "Use a security key that the organisation has approved, or add its maker's root to the policy.");
        public static readonly KeywayError CredentialIdTooLong = new(1068, "The credential id is empty or longer than 1023 bytes.", "Use another security key and report this one's model.");
        public static readonly KeywayError CredentialIdMismatch = new(1069, "The credential id that was sent is not the one that the key signed.", "Start the registration again.");
        public static readonly KeywayError AttestedDataMissing = new(1070, "The registration holds no new credential.", "Start the registration again.");
        public static readonly KeywayError CredentialProtectionTooWeak = new(1071, "The key protects the new credential less than the policy demands.", "Use a security key that supports the credProtect extension.");
        public static readonly KeywayError CredentialAlreadyRegistered = new(1072, "The credential is registered already.", "Sign in with the key, or remove its old registration first.");
        public static readonly KeywayError BackupEligibleRefused = new(1073, "The credential can be copied to other devices, and the policy refuses that.", "Use a security key that keeps its credentials to itself.");
        public static readonly KeywayError AttestationFormatWithdrawn = new(1074, "The attestation is in the format android-safetynet, which its maker has withdrawn.", "Update the device, or use a security key with packed attestation.");
        public static readonly KeywayError EnterpriseAttestationRefused = new(1075, "The attestation names this one device by a serial number, which nobody asked for.", "Register a key that is not set up for another organisation's enterprise attestation.");
        public static readonly KeywayError CredentialNotAllowed = new(1080, "The key answered with a credential that was not asked for.", "Start again with a key that is registered for the user.");
        public static readonly KeywayError CredentialUnknown = new(1081, "The credential is not the one that the server has on record for this sign-in.", "Register the key first or use a registered one.");
        public static readonly KeywayError UserHandleMissing = new(1082, "The key did not say whom it signs in, and the server had not asked for anybody in particular.", "Enter the user name first, or register the key again as a discoverable credential.");
        public static readonly KeywayError UserHandleMismatch = new(1083, "The key signs in another user than the one whom the credential belongs to.", "Sign in with a key of that user.");
        public static readonly KeywayError BackupEligibilityChanged = new(1084, "The credential's ability to be copied is not what it was at registration.", "Remove the registration and register the key again.");
        public static readonly KeywayError SignatureWrong = new(1085, "The key's signature does not match the stored public key.", "Start again with the key that was registered.");
        public static readonly KeywayError SignatureCounterNotGreater = new(1086, "The key's signature counter has not grown since the last sign-in, so that the key may have been copied.", "Remove the registration, find out who else has the key, and register a new one.");
        public static readonly KeywayError TpmStructureMalformed = new(1090, "What the TPM attests is not of version 2.0, or not of the form that the TPM 2.0 library specification gives it.", "Update the computer's TPM firmware, or use a security key.");
        public static readonly KeywayError TpmKeyMismatch = new(1091, "The key that the TPM describes is not the new credential's.", "Register again and, if it happens twice, do not trust the computer.");
        public static readonly KeywayError TpmAttestationForeign = new(1092, "The TPM's attestation is of another kind, of another ceremony or of another key.", "Register again and, if it happens twice, do not trust the computer.");
        public static readonly KeywayError AttestedKeyMismatch = new(1093, "The attestation certificate is for another key than the new credential's.", "Register again and, if it happens twice, do not trust the device.");
        public static readonly KeywayError AppleNonceMismatch = new(1094, "The attestation certificate was issued for another ceremony.", "Register again and, if it happens twice, do not trust the device.");
        public static readonly KeywayError AndroidKeyDescriptionMalformed = new(1095, "The attestation certificate lacks the description of the key, or it is malformed.", "Update the device, or use a security key with packed attestation.");
        public static readonly KeywayError AndroidChallengeMismatch = new(1096, "The description of the key answers another challenge.", "Register again and, if it happens twice, do not trust the device.");
        public static readonly KeywayError AndroidKeyUnfit = new(1097, "The described key is open to every application, was not made in the device, or is not for signing.", "Update the device, or use a security key with packed attestation.");
        public static readonly KeywayError TrustedEnvironmentDemanded = new(1098, "The key is kept by software, and the policy demands a trusted execution environment.", "Use a security key that the organisation has approved.");
        public static readonly KeywayError CompoundMalformed = new(1099, "The compound attestation has fewer than two statements, too many, or one inside another.", "Use another security key and report this one's model.");
    }

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
    }

    /// <summary>1300-1399: what a key distribution center answers, or that none does. Up to 1393 the last two digits are the protocol's own error code (RFC 4120 7.5.9).</summary>
    public static class Kdc
    {
        public static readonly KeywayError NameExpired = new(1301, "The user's account has expired in the domain.", "Extend or clear the account's expiry date in your domain if this person still works for you.");
        public static readonly KeywayError ServiceExpired = new(1302, "The account of the service has expired in the domain.", "Extend or clear the expiry date of the service's account in your domain.");
        public static readonly KeywayError ClientUnknown = new(1306, "The domain does not know this user.", "Check that the synced sAMAccountName still exists in your domain, and run a full sync.");
        public static readonly KeywayError ServiceUnknown = new(1307, "The domain does not know the service, or no Kerberos server object has the ticket's branch id.", "Check the service's SPN, and for a sign-in compare both sides with 'keyway-connect kerberos-server get'.");
        public static readonly KeywayError NeverValid = new(1311, "The ticket that was asked for would never be valid.", "Check the clocks of the device and of the domain controller, and the ticket lifetimes in your domain's policy.");
        public static readonly KeywayError Policy = new(1312, "The domain's policy refuses the user or the Kerberos server object.", "Check that the user's account is enabled, and that the Kerberos server's computer account has its msDS-KrbTgtLink and the flag PARTIAL_SECRETS_ACCOUNT.");
        public static readonly KeywayError BadOption = new(1313, "The domain controller refuses an option of the request.", "Sign in again to get a ticket with fresh flags; if it lasts, check whether the account may be delegated or its ticket renewed.");
        public static readonly KeywayError EncryptionUnsupported = new(1314, "The domain has no key of an encryption type that both sides accept.", "Allow AES256 for the account by msDS-SupportedEncryptionTypes and have its password set again.");
        public static readonly KeywayError ClientRevoked = new(1318, "The user's account is disabled or locked in the domain.", "Enable or unlock the account in your domain if this person is to sign in.");
        public static readonly KeywayError ServiceRevoked = new(1319, "The account of the service is disabled or locked in the domain.", "Enable or unlock the service's account in your domain.");
        public static readonly KeywayError TicketRevoked = new(1320, "The domain controller does not exchange partial tickets of this user.", "Check that the user is in the Kerberos server's msDS-RevealOnDemandGroup and in no group of msDS-NeverRevealGroup, such as Domain Admins, and that the synced objectSid is right.");
        public static readonly KeywayError KeyExpired = new(1323, "The user's password has expired or must be changed at the next sign-in.", "Have the user change the password once, or clear \"User must change password at next logon\" in your domain.");
        public static readonly KeywayError PreAuthenticationFailed = new(1324, "The password is wrong.", "Type the password again; mind that an account locks after several wrong ones.");
        public static readonly KeywayError PreAuthenticationRequired = new(1325, "The domain controller asks for a proof of identity that Keyway cannot give.", "Allow sign-in by encrypted timestamp (PA-ENC-TIMESTAMP) with AES keys for this account in your domain.");
        public static readonly KeywayError ServiceUnavailable = new(1329, "The domain controller is too busy or still starting.", "Try again in a minute, and look at the health of your domain controllers if it lasts.");
        public static readonly KeywayError BadIntegrity = new(1331, "The domain controller finds the ticket or the request forged: the key behind it is not the domain's key of that version, or the ticket was changed.", "Compare the key versions of both sides with 'keyway-connect kerberos-server get' and publish the key again.");
        public static readonly KeywayError TicketExpired = new(1332, "The ticket has expired.", "Sign in again; if it happens at once, set the clocks of the device and of the domain controller by the same time source.");
        public static readonly KeywayError TicketNotYetValid = new(1333, "The ticket is not valid yet.", "Set the clocks of the identity server and of the domain controller by the same time source.");
        public static readonly KeywayError Repeat = new(1334, "The domain controller has seen the same request before.", "Try again; if it happens often, look for a program that repeats traffic on port 88.");
        public static readonly KeywayError NotUs = new(1335, "The ticket is not for this domain: no Kerberos server object has its branch id.", "Check with 'keyway-connect kerberos-server get' that the Kerberos server object still exists in your domain and that its Id equals the published one.");
        public static readonly KeywayError BadMatch = new(1336, "The ticket and its user do not belong together.", "Check that the synced sAMAccountName is the one in your domain, and run a full sync.");
        public static readonly KeywayError Skew = new(1337, "The clocks of the device and of the domain controller are too far apart.", "Set both clocks by the same time source; Kerberos allows five minutes.");
        public static readonly KeywayError BadAddress = new(1338, "The ticket is tied to another network address.", "Sign in again from this computer.");
        public static readonly KeywayError Modified = new(1341, "The request was changed on its way.", "Try again, and look for a program in between that changes traffic on port 88.");
        public static readonly KeywayError BadKeyVersion = new(1344, "The domain controller does not have the version of the Kerberos server's key that the ticket was made with.", "Compare the key versions of both sides with 'keyway-connect kerberos-server get' and publish the current key; AES256 must be allowed for the krbtgt account.");
        public static readonly KeywayError InappropriateChecksum = new(1350, "The domain controller does not accept the type of checksum in the request.", "Allow AES256 for Kerberos by your domain's policy on encryption types.");
        public static readonly KeywayError ResponseTooBig = new(1352, "The answer does not fit where the domain controller wanted to send it.", "Allow TCP to port 88 of your domain controllers.");
        public static readonly KeywayError Generic = new(1360, "The domain controller refuses without naming a reason that the protocol knows.", "Look into the domain controller's log at the time of the refusal; the detail beside this number says what it wrote.");
        public static readonly KeywayError WrongRealm = new(1368, "The domain controller does not serve this domain.", "Check that the domain controllers that you configured belong to the user's domain.");
        public static readonly KeywayError Unreachable = new(1394, "No domain controller answered.", "Check that the device reaches a domain controller of the user's domain on port 88 by TCP, and that DNS names the right ones.");
        public static readonly KeywayError NoneKnown = new(1395, "No domain controller is known for the domain.", "Check the DNS records _kerberos._tcp.dc._msdcs of your domain, or name domain controllers in the configuration.");
        public static readonly KeywayError ReplyUnexpected = new(1396, "What answered is not a reply to this request.", "Check that the address you configured is a domain controller, and look for a program in between that changes traffic on port 88.");
        public static readonly KeywayError ReplyUndecryptable = new(1397, "The reply was not made with the key that the request was made with.", "Sign in again; if it lasts, look for a machine that answers in place of your domain controller.");
        public static readonly KeywayError ReplyStale = new(1398, "The reply's ticket is not valid at this computer's time.", "Set the clocks of this computer and of the domain controller by the same time source.");
        public static readonly KeywayError Other = new(1399, "The domain controller refuses with an error code that Keyway has no text for.", "Look up the code in the detail beside this number and look into the domain controller's log.");
    }

    /// <summary>1400-1499: a domain seen from outside: LDAP, locator, replication.</summary>
    public static class ActiveDirectory
    {
        public static readonly KeywayError Unreachable = new(1400, "The domain controller could not be reached.", "Check the address, the port and the network between.");
        public static readonly KeywayError CertificateNotTrusted = new(1401, "The domain controller's certificate is not vouched for by a trusted certification authority.", "Name the CA file that issued it, or give the domain controller a certificate of that CA.");
        public static readonly KeywayError CertificateNameMismatch = new(1402, "The domain controller's certificate is for another host name.", "Use the name in the certificate, or give the domain controller a certificate for its own name.");
        public static readonly KeywayError TlsFailed = new(1403, "No TLS session could be made with the domain controller.", "Check that it offers LDAPS or StartTLS with TLS 1.2 or newer on this port.");
        public static readonly KeywayError CaFileUnusable = new(1404, "The CA file cannot be read or holds no certificate.", "Give a readable PEM file with the CA certificate.");
        public static readonly KeywayError InvalidCredentials = new(1405, "The domain controller did not accept the user name and password.", "Check the user principal name and the password; after several attempts the account may be locked.");
        public static readonly KeywayError AccountRefused = new(1406, "The password may be right, but the account may not sign in now.", "See the detail: the account is disabled, expired, locked, or its password must be changed.");
        public static readonly KeywayError KerberosBindFailed = new(1407, "The Kerberos tickets did not sign in at the domain controller.", "Get a fresh ticket into the credential cache and check KRB5_CONFIG, the clock and the host name.");
        public static readonly KeywayError StrongerAuthenticationRequired = new(1408, "The domain controller demands a better protected sign-in.", "Use LDAPS with a password, or Kerberos with its own encryption in place of TLS.");
        public static readonly KeywayError CredentialUnusable = new(1409, "The credential is empty or its file cannot be read.", "Give a user name with a password, or a credential cache of mode 0600.");
        public static readonly KeywayError InsufficientAccess = new(1410, "The account lacks the right for this change.", "Sign in as a member of Domain Admins, or grant the right on the object that the detail names.");
        public static readonly KeywayError ConstraintViolation = new(1411, "The directory refused the value because it breaks a rule of the schema or of the account database.", "See the detail for the object and the rule.");
        public static readonly KeywayError TooManyEntries = new(1412, "The directory returned more than this step takes.", "Narrow the scope of the search.");
        public static readonly KeywayError UnwillingToPerform = new(1413, "The domain controller is unwilling to make this change.", "See the detail; a change of the directory needs a writable domain controller.");
        public static readonly KeywayError ReferredElsewhere = new(1414, "The domain controller refers to another one for this object.", "Connect to a writable domain controller of the domain that holds the object.");
        public static readonly KeywayError OperationTimedOut = new(1415, "The domain controller did not answer in time.", "Try again, or use another domain controller.");
        public static readonly KeywayError ConnectionLost = new(1416, "The connection to the domain controller broke.", "Try again, or use another domain controller.");
        public static readonly KeywayError DirectoryRefused = new(1417, "The directory refused the operation.", "See the detail for its result code and message.");
        public static readonly KeywayError LibraryMissing = new(1418, "A library or program of the operating system is missing.", "Install the package that the detail names.");
        public static readonly KeywayError AnswerMalformed = new(1419, "The domain controller's answer does not have the shape that the protocol prescribes.", "Check that the address is that of a domain controller; report it when it is.");
        public static readonly KeywayError NoSuchObject = new(1420, "The object is not in the directory, or may not be seen.", "Check its name, and the rights of the account.");
        public static readonly KeywayError AlreadyExists = new(1421, "An object of that name exists already.", "Look at the object that the detail names.");
        public static readonly KeywayError ObjectOversized = new(1422, "An object of the directory has a value longer than any real one, or more values than any real one.", "Look at the attribute that the detail names and clear it; the object stays as it was synced until then.");
        public static readonly KeywayError ObjectUnidentified = new(1423, "An object of the directory lacks an objectGUID, SID or account name that can be read.", "Check that the account that syncs may read these attributes of the object that the detail names.");
        public static readonly KeywayError ObjectForeign = new(1424, "The directory gave an object that does not belong to the domain.", "Check that the address is that of a domain controller of this domain; the object is left out.");
        public static readonly KeywayError ObjectGuidTwice = new(1425, "Two objects of the directory carry the same objectGUID.", "Check that the address is that of a domain controller; nothing can be synced from a directory in which objects cannot be told apart.");
        public static readonly KeywayError ReadingStuck = new(1426, "The directory gives the same part of an answer again and again.", "Try another domain controller; report it with the version of this one.");
        public static readonly KeywayError GroupInMotion = new(1427, "The members of a group changed each time they were read.", "Sync again when whatever changes the group has finished.");
        public static readonly KeywayError ComputerUnknown = new(1430, "The domain has no computer account of that name, or it may not be seen.", "Join the computer to the domain, with adcli for example, and check the name in its keytab.");
        public static readonly KeywayError ComputerCertificateForeign = new(1431, "The certificate's subject is not the objectGUID of the computer.", "Make a certificate whose subject is CN= and the objectGUID of the computer's own account.");

        public static readonly KeywayError DnsServerUnknown = new(1440, "No DNS server is configured.", "Name one, or list it in /etc/resolv.conf.");
        public static readonly KeywayError DnsUnanswered = new(1441, "No DNS server answered.", "Check the DNS servers and the network.");
        public static readonly KeywayError DnsAnswerMalformed = new(1442, "A DNS answer is malformed or does not belong to the question.", "Check which DNS server answers.");
        public static readonly KeywayError DomainUnknown = new(1443, "DNS knows no domain controller of this domain.", "Check the domain name, and that the DNS server is one that knows the domain.");
        public static readonly KeywayError NoDomainController = new(1444, "No domain controller of the domain answered that has what is needed.", "See the detail for what each one lacked; a read-only domain controller never serves where changes are made.");
        public static readonly KeywayError NetlogonAnswerMalformed = new(1445, "The answer to the netlogon ping is malformed.", "Check that the host is a domain controller.");
        public static readonly KeywayError DomainNameInvalid = new(1446, "That is not a DNS domain name.", "Give the DNS name of the domain, such as contoso.corp.com.");
        public static readonly KeywayError HostUnusable = new(1447, "A given domain controller is not a host name, an address, or name=address.", "Correct the list of domain controllers.");

        public static readonly KeywayError ReplicationFailed = new(1460, "The key could not be read by replication.", "See the detail; the account needs the rights Replicating Directory Changes and Replicating Directory Changes All.");
        public static readonly KeywayError ReplicationAccessDenied = new(1461, "The account may not replicate secrets.", "Sign in as the Kerberos server's own account or as a member of Domain Admins, or grant Replicating Directory Changes and Replicating Directory Changes All on the domain.");
        public static readonly KeywayError KeyNotReplicated = new(1463, "The replicated keys do not hold the AES256 key of the current version.", "Check that the domain allows AES256, and that the domain controller is in step with the others; then try again.");
        public static readonly KeywayError MetadataMalformed = new(1464, "The replication metadata of the object is malformed.", "Report it with the version of the domain controller.");
        public static readonly KeywayError ReplicationSecretsDenied = new(1466, "The domain controller does not give this read-only domain controller the secrets of the account.", "Check that the account that signs in is the Kerberos server's own and that its computer is linked to the krbtgt account; 'keyway-connect kerberos-server set' repairs the link.");
        public static readonly KeywayError ReplicationSettingsUnknown = new(1467, "The domain controller does not know the Kerberos server as a replication partner, because its own NTDS Settings object is missing or is another one.", "Run 'keyway-connect kerberos-server set' as a member of Domain Admins: it makes the object.");
        public static readonly KeywayError ReplicationUnsupported = new(1468, "The domain controller lacks a way of replication that Keyway needs.", "Use a writable domain controller of Windows Server 2008 or newer, or Samba 4.");
        public static readonly KeywayError AesKeyMissing = new(1469, "The krbtgt account of the Kerberos server has no AES256 key.", "Raise the domain functional level to 2008 or higher, allow AES256 in the domain, and rotate the key.");
        public static readonly KeywayError SecretUndecryptable = new(1470, "A replicated secret does not open with the session's key.", "Try again, and if it happens twice report it with the version of the domain controller.");
        public static readonly KeywayError RpcEndpointUnknown = new(1471, "The domain controller does not say on which port it replicates.", "Check that the address is that of a domain controller and that its replication service runs.");
        public static readonly KeywayError RpcBindRefused = new(1472, "The domain controller refused the protected RPC session.", "See the detail; check that the clocks agree and that the host name is the domain controller's own.");
        public static readonly KeywayError RpcFault = new(1473, "The domain controller broke off an RPC call.", "See the detail for its status code, and look into the domain controller's log.");

        public static readonly KeywayError RegistrationPointMissing = new(1480, "The forest has no service connection point for device registration.", "Write it with 'keyway-connect device-registration set'.");
        public static readonly KeywayError RegistrationPointMalformed = new(1481, "The service connection point for device registration is incomplete or contradicts itself.", "See the detail; 'keyway-connect device-registration set --replace' writes it anew.");
        public static readonly KeywayError RegistrationPointForeign = new(1482, "The service connection point for device registration is another tenant's.", "Find out who joins computers by it, because they would stop; --replace takes it over.");
        public static readonly KeywayError ChangedMeanwhile = new(1483, "Another administrator changed the same object at the same moment.", "Ask who else is at work; then run it again, which finds the object as it is now.");
        public static readonly KeywayError SyncAccountTooWide = new(1484, "That group holds everybody, or nearly so: it is no account for synchronisation.", "Name the account that runs keyway-connect, or a group that holds such accounts only.");
    }

    /// <summary>1500-1599: the Kerberos server object in a domain.</summary>
    public static class KerberosServerObject
    {
        public static readonly KeywayError NameInvalid = new(1500, "That cannot be the name of a Kerberos server.", "Use 1 to 15 letters, digits or hyphens, not only digits, and not AzureAD.");
        public static readonly KeywayError NotFound = new(1501, "The domain has no Kerberos server object of that name.", "Create it.");
        public static readonly KeywayError Incomplete = new(1502, "Only a part of the Kerberos server object exists.", "Create it again: that completes it.");
        public static readonly KeywayError AllowListRequired = new(1503, "A new Kerberos server object needs an allow list.", "Name at least one group whose members may get tickets.");
        public static readonly KeywayError GroupUnknown = new(1504, "A group of the allow or deny list is not in the domain.", "Check its name.");
        public static readonly KeywayError ForeignObject = new(1505, "An object of that name exists and is not a Kerberos server.", "Choose another name, or look at the object that the detail names.");
        public static readonly KeywayError VersionDidNotMove = new(1506, "The key was reset, but its version did not change.", "Read the Kerberos server again in a minute; check that the domain controller is writable.");
        public static readonly KeywayError RodcCreationUnsupported = new(1507, "The domain controller cannot create the krbtgt account of a read-only domain controller.", "Use a writable domain controller of Windows Server 2008 or newer, or Samba 4.");
        public static readonly KeywayError GroupAmbiguous = new(1508, "A name in the allow or deny list fits more than one group.", "Give its distinguished name or SID.");
        public static readonly KeywayError AesRefused = new(1509, "AES256 is not allowed in the domain.", "Raise the domain functional level to Windows Server 2008 or higher, and allow AES256 on the object that the detail names.");
        public static readonly KeywayError AnotherAdministrator = new(1510, "Another administrator changed the Kerberos server at the same moment.", "Ask who else is at work; then run it again, which finds the objects as they are now.");
        public static readonly KeywayError AccountUnknown = new(1511, "No account, or more than one, has that name.", "Give its user principal name, its SID or its distinguished name.");
        public static readonly KeywayError SecurityDescriptorMalformed = new(1512, "A security descriptor is malformed.", "Report it with the object that the detail names and the version of the domain controller.");
        public static readonly KeywayError SecurityDescriptorUnreadable = new(1513, "The security descriptor of the object may not be read.", "Grant the account Read permissions on the object that the detail names.");
    }

    /// <summary>1600-1699: the tokens and envelopes that device and server exchange.</summary>
    public static class Tokens
    {
        public static readonly KeywayError JwsMalformed = new(1600, "The signed token is malformed.", "Send a compact JWS of three base64url parts without critical extensions.");
        public static readonly KeywayError JweMalformed = new(1601, "The encrypted token is malformed.", "Send a compact JWE of the form this endpoint documents.");
        public static readonly KeywayError JweNotForUs = new(1602, "The encrypted token does not open with this key.", "Seal it to the key that the receiver shows now.");
        public static readonly KeywayError RsaBlobMalformed = new(1603, "The RSA public key blob is malformed or its key is too weak.", "Send an RSA1 blob of a key of 2048 to 4096 bits.");
    }

    /// <summary>2000-2099: requests, accounts, access tokens and administration of the identity server.</summary>
    public static class Accounts
    {
        // 2000-2049: requests and access tokens; 2050-2099: accounts.
        public static readonly KeywayError BodyTooLarge = new(2000, "The request's body is larger than this endpoint accepts.", "Send less at a time.");
        public static readonly KeywayError BodyMalformed = new(2001, "The request's body is not of the form that this endpoint documents.", "Send the members that the documentation names, each once and of the right kind.");
        public static readonly KeywayError NotSignedIn = new(2002, "The request has no access token that this server believes.", "Ask the token endpoint for an access token and send it as a bearer token.");
        public static readonly KeywayError TokenExpired = new(2003, "The access token has expired.", "Ask the token endpoint for a new one.");
        public static readonly KeywayError WrongAudience = new(2004, "The access token is for another resource.", "Ask the token endpoint for a token of the resource that this endpoint belongs to.");
        public static readonly KeywayError Forbidden = new(2005, "The caller's roles or permissions do not allow this.", "Ask an administrator to do it, or to give the role or the permission.");
        public static readonly KeywayError NotFound = new(2006, "There is nothing at this address.", "Check the address and the id in it.");
        public static readonly KeywayError TooManyRequests = new(2007, "Too many refused requests came from this address.", "Wait for the time that the Retry-After header names.");
        public static readonly KeywayError Unexpected = new(2008, "The server could not finish the request because of a fault of its own.", "Try again and, if it happens twice, report it with the trace id.");
        public static readonly KeywayError StoreUnavailable = new(2009, "The server cannot write to its store.", "Free space on the server's disk or repair it, then try again.");
        public static readonly KeywayError MethodNotAllowed = new(2010, "This address does not know that HTTP method.", "Use the method that the documentation names.");

        public static readonly KeywayError MultiFactorNeeded = new(2040, "The caller signed in without a second factor.", "Sign in with a security key or a Temporary Access Pass.");
        public static readonly KeywayError ConnectorCertificateInvalid = new(2041, "The connector's certificate is not one X.509 certificate in DER that is valid now, with an RSA key of 2048 to 8192 bits or a key on P-256 or P-384.", "Make a certificate with such a key and send its public part in base64.");
        public static readonly KeywayError ConnectorCertificateExpired = new(2042, "The certificate of the connector is not valid now.", "Register the connector again with a new certificate, or set the clock.");
        public static readonly KeywayError ClientAssertionRefused = new(2043, "The client assertion is for another server, not valid now, or valid for more than ten minutes.", "Name this server's token endpoint as aud, give it ten minutes at most, and set the clock.");
        public static readonly KeywayError ClientAssertionReplayed = new(2044, "The client assertion was used before.", "Make a new one with a new jti for each request; if nobody did it twice, somebody has replayed the request.");
        public static readonly KeywayError RoleAssignmentInvalid = new(2045, "The role assignment names no person or role of this server, or a role that no person can have.", "Send the object id of a person and the id of a role that the documentation lists.");
        public static readonly KeywayError RoleAssignmentNotFound = new(2046, "There is no such role assignment.", "List the role assignments and use an id from there.");

        public static readonly KeywayError AccountUnknown = new(2050, "There is no such account.", "Check the name, or sync the person from the domain.");
        public static readonly KeywayError AccountDisabled = new(2051, "The account is disabled.", "Enable it where it is managed: in the domain for a synced person, else at the server.");
        public static readonly KeywayError AccountExpired = new(2052, "The account has expired.", "Extend accountExpires in the domain and sync.");
        public static readonly KeywayError PasswordExpired = new(2053, "The password has expired or must be changed.", "Change the password in the domain and sync.");
        public static readonly KeywayError UserNameTaken = new(2054, "Another account has this user name.", "Choose another name, or rename the other account.");
        public static readonly KeywayError UserNameMalformed = new(2055, "The user name is not a user principal name.", "Send name@domain of at most 256 characters without spaces or control characters.");
        public static readonly KeywayError SessionRevoked = new(2056, "The person's sign-ins were ended everywhere after this one.", "Sign in again.");
    }

    /// <summary>2100-2199: authentication methods: security keys, Temporary Access Passes, the policy.</summary>
    public static class AuthenticationMethods
    {
        public static readonly KeywayError MethodDisabled = new(2100, "The organisation does not let this person sign in with security keys.", "Ask an administrator to include the person in the security key policy.");
        public static readonly KeywayError ModelNotAllowed = new(2101, "The organisation does not allow this model of security key.", "Use a model that the organisation has approved.");
        public static readonly KeywayError KeyNotRegistered = new(2102, "The security key is not registered with this server.", "Register the key, or use one that is registered.");
        public static readonly KeywayError SelfServiceOff = new(2104, "The organisation does not let people register security keys themselves.", "Ask an administrator to register the key.");
        public static readonly KeywayError StrongSignInNeeded = new(2105, "A change of sign-in methods needs a strong sign-in that is not older than five minutes.", "Sign in again with a security key or a Temporary Access Pass.");
        public static readonly KeywayError KeyNameInvalid = new(2106, "The security key's name is empty, longer than 64 characters, or has control characters.", "Give the key a short name that tells it from your other keys.");
        public static readonly KeywayError TooManyKeys = new(2107, "The person has as many security keys as one may have.", "Remove a key that is no longer used.");
        public static readonly KeywayError KeyNotFound = new(2108, "The person has no security key with this id.", "List the person's keys and use an id from there.");
        public static readonly KeywayError AssertionMalformed = new(2109, "The security key's answer is not of the documented form.", "Update the client.");
        public static readonly KeywayError KeyChangedMeanwhile = new(2110, "The security key was removed or used elsewhere while it signed in.", "Start the sign-in again.");
        public static readonly KeywayError LastStrongMethod = new(2111, "This is the person's last strong way to sign in.", "Register another one first, or confirm the removal: send confirmLast=true.");
        public static readonly KeywayError ChallengeTimeoutInvalid = new(2112, "A registration cannot wait for that long.", "Ask for 5 to 43200 minutes.");
        public static readonly KeywayError PassRefused = new(2120, "The user name or the Temporary Access Pass is wrong, or the pass is used up or not valid now.", "Check both, or ask an administrator for a new pass.");
        public static readonly KeywayError PassLockedOut = new(2121, "Too many wrong Temporary Access Passes were given for this user name.", "Wait a few minutes before the next try.");
        public static readonly KeywayError PassRequestInvalid = new(2122, "The Temporary Access Pass cannot have that lifetime or start, or may be used once only.", "Ask for what the policy of Temporary Access Passes allows, starting within the next 43200 minutes.");
        public static readonly KeywayError PassNotFound = new(2123, "The person has no Temporary Access Pass with this id.", "List the person's passes and use an id from there.");
        public static readonly KeywayError PassDisabled = new(2124, "The organisation does not let this person use Temporary Access Passes.", "Ask an administrator to include the person in the policy of Temporary Access Passes.");
        public static readonly KeywayError FirstLinkInvalid = new(2125, "The link is used up, is too old, or was replaced by another.", "Run keyway-server init on the server for a new one.");
        public static readonly KeywayError PolicyInvalid = new(2130, "The policy has a value that is not known, or is larger than 20 KiB.", "Send states, enforcement types, models and groups as the documentation names them.");
        public static readonly KeywayError PolicyChangedMeanwhile = new(2131, "Somebody else changed the policy meanwhile.", "Read the policy again, and repeat the change if it is still wanted.");
        public static readonly KeywayError ClientRefused = new(2140, "The client id or its secret or assertion is wrong.", "Use the credential that the registration of the connector returned, or register it again.");
        public static readonly KeywayError ConnectorInvalid = new(2141, "The connector's name or domain is malformed.", "Send a name of 1 to 64 characters and a DNS domain.");
        public static readonly KeywayError ConnectorNotFound = new(2142, "There is no such connector.", "List the connectors and use an id from there.");
    }

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
    }

    /// <summary>2400-2499: Kerberos server keys and partial TGTs at the identity server.</summary>
    public static class KerberosServers
    {
        public static readonly KeywayError NotSynced = new(2400, "The account is not synced from a domain.", "On-premises access needs an account that keyway-connect syncs.");
        public static readonly KeywayError NoKerberosServer = new(2401, "The account's domain has no Kerberos server here.", "Run keyway-connect kerberos-server set for that domain.");
        public static readonly KeywayError SidOfOtherDomain = new(2402, "The account's security identifier does not belong to the Kerberos server's domain.", "Compare the account's objectSid in the domain with what was synced, and find out who changed it.");
        public static readonly KeywayError DomainSecretAccount = new(2403, "The account is a machine's, a trust's, or holds a secret of the domain itself.", "Sign in with a person's account.");
        public static readonly KeywayError PrivilegedAccount = new(2404, "The account is privileged in its domain.", "Use an account without administrative groups, and another way for administration.");
        public static readonly KeywayError DenyListed = new(2405, "The account is in a group that the Kerberos server must never reveal.", "Take the account out of the denied group, if that is right.");
        public static readonly KeywayError NotAllowed = new(2406, "The account is in no group that the Kerberos server may reveal.", "Add the account to an allowed group, or allow one of its groups by keyway-connect kerberos-server set.");
        public static readonly KeywayError ServerNotFound = new(2410, "There is no such Kerberos server here.", "Check domain and name, or run keyway-connect kerberos-server set.");
        public static readonly KeywayError ForeignDomain = new(2411, "The caller is not the connector of this domain.", "Use the connector that was registered for the domain.");
        public static readonly KeywayError PublicationMalformed = new(2412, "The publication has a member that is missing or out of its range.", "Publish with keyway-connect of the same version.");
        public static readonly KeywayError OtherTenant = new(2413, "The publication was made for another tenant.", "Fetch the publication key of this server and publish again.");
        public static readonly KeywayError OtherAddress = new(2414, "The publication is of another domain or name than the address it was sent to.", "Publish to the address of the Kerberos server itself.");
        public static readonly KeywayError FromTheFuture = new(2415, "The publication says that it was made more than five minutes from now.", "Set the clocks of keyway-connect's machine and of the server.");
        public static readonly KeywayError PublicationStale = new(2416, "A publication made at the same time or later was accepted before.", "Publish again: an old publication stays refused.");
        public static readonly KeywayError DomainSidChanged = new(2417, "The domain's security identifier is not the one that the domain published before.", "If the domain was really built anew, remove its Kerberos servers first.");
        public static readonly KeywayError BranchIdTaken = new(2418, "Another Kerberos server of this domain has the same branch id.", "Remove the one that no longer exists in the domain.");
        public static readonly KeywayError KeyRolledBack = new(2419, "The published key is older than the one in force.", "Rotate the key; after a restore of the domain remove the Kerberos server and set it again.");
        public static readonly KeywayError ChangedMeanwhile = new(2420, "Somebody else published or removed this Kerberos server meanwhile.", "Look at the server as it is now, and run the command again if a change is still needed.");
        public static readonly KeywayError MintingStopped = new(2421, "The Kerberos server mints nothing because its domain reports dangerous drift.", "Run keyway-connect kerberos-server verify, repair what it finds with kerberos-server set, and sign in again.");
        public static readonly KeywayError DriftOfOtherVersion = new(2422, "The drift report is about another version of the Kerberos server than the one in force.", "Fetch the server's state and check again.");
        public static readonly KeywayError DriftReportStale = new(2423, "A later drift report was accepted before.", "Check again: an old report stays refused.");
        public static readonly KeywayError DomainNotSynced = new(2424, "Nobody was ever synced from this domain.", "Run keyway-connect sync for the domain first, or check the domain's name.");
        public static readonly KeywayError DriftReportMalformed = new(2425, "The drift report has more than 64 findings, an unknown kind, or a detail that is longer than 512 characters or has control characters.", "Report with keyway-connect of the same version.");
        public static readonly KeywayError DriftFromTheFuture = new(2426, "The drift report says that it was made more than five minutes from now.", "Set the clocks of keyway-connect's machine and of the server.");
    }

    /// <summary>2500-2559: provisioning by SCIM.</summary>
    public static class Provisioning
    {
        public static readonly KeywayError BodyMalformed = new(2500, "The body is not the JSON that this SCIM request needs.", "Send what RFC 7644 asks for, each member once.");
        public static readonly KeywayError ValueRefused = new(2501, "An attribute is missing, or its value is of the wrong kind or out of its range.", "Correct the attribute that is named.");
        public static readonly KeywayError FilterMalformed = new(2502, "The filter is malformed, too long, or asks for an attribute that cannot be searched by.", "Write it as RFC 7644 3.4.2.2 says, over userName, externalId, displayName, id and the others of the documentation.");
        public static readonly KeywayError PathMalformed = new(2503, "The path of a patch is malformed or names no attribute that is kept here.", "Name an attribute of the schemas that /Schemas shows.");
        public static readonly KeywayError NoTarget = new(2504, "A removal names nothing to remove.", "Give it a path.");
        public static readonly KeywayError Immutable = new(2505, "The attribute cannot be changed or taken away.", "Leave it out.");
        public static readonly KeywayError MediaTypeRefused = new(2506, "The body's media type is not accepted.", "Send application/scim+json.");
        public static readonly KeywayError NotServed = new(2507, "This part of SCIM is not served here.", "Use the resource types that /ResourceTypes shows, each at its own address.");
        public static readonly KeywayError ResourceNotFound = new(2510, "There is no such resource.", "Check the id; a deleted one is gone from here.");
        public static readonly KeywayError VersionMismatch = new(2511, "The resource has changed since the version that the request names.", "Read it again and decide anew.");
        public static readonly KeywayError ManagedElsewhere = new(2512, "The resource is managed elsewhere.", "Change a synced object in its domain, and a cloud-only one as an administrator.");
        public static readonly KeywayError ExtensionRefused = new(2513, "On-premises facts are written by the connector of that very domain alone.", "Leave the extension out, or use the domain's connector.");
        public static readonly KeywayError ExtensionRequired = new(2515, "A connector's object needs its anchor and its on-premises facts.", "Send externalId and the on-premises extension.");
        public static readonly KeywayError AnchorTaken = new(2516, "Another object of this domain has the same externalId.", "Find the object by its externalId and change that one.");
        public static readonly KeywayError SidTaken = new(2517, "Another object of this domain has, or had, this security identifier.", "Find out why the domain shows one SID under two objectGUIDs; an alarm was logged.");
        public static readonly KeywayError SidChanged = new(2518, "The security identifier of an object never changes.", "Find out who changed it; an alarm was logged. If the domain was built anew, delete the object first.");
        public static readonly KeywayError AnchorChanged = new(2519, "The externalId of a synced object never changes.", "Create the new object and delete the old one.");
        public static readonly KeywayError SoftMatchRefused = new(2520, "An account that this connector does not manage has the same user name.", "Rename one of the two: accounts are never merged by name. An alarm was logged.");
        public static readonly KeywayError LastAdministrator = new(2521, "The account is the last global administrator.", "Give the role to another account first.");
        public static readonly KeywayError MemberUnknown = new(2522, "A member is no user or group of this server.", "Create members before the group, or in the same bulk request.");
        public static readonly KeywayError MemberRefused = new(2523, "A member is the group itself, or of another domain than the connector's.", "Leave it out: a connector's groups hold its own domain's objects.");
        public static readonly KeywayError CertificateRefused = new(2524, "A certificate of the computer is none that it could have made to join: it must be self-signed by an RSA key of 2048 to 4096 bits, and in its own encoding.", "Let the computer write its certificate anew, and remove the one that is wrong from its userCertificate.");
        public static readonly KeywayError CertificateForeign = new(2525, "A certificate names another computer than the one it was written to.", "Find out who wrote it: the subject must be CN= with the objectGUID of the computer itself.");
        public static readonly KeywayError CertificatesTooMany = new(2526, "The computer has no certificate, or more than eight.", "Remove the certificates that the computer no longer uses from its userCertificate.");
        public static readonly KeywayError BulkTooLarge = new(2530, "The bulk request has too many operations.", "Send at most as many as ServiceProviderConfig says.");
        public static readonly KeywayError BulkIdUnresolved = new(2531, "A bulkId names no operation of this request that succeeded.", "Correct the operation that makes the object, or its bulkId.");
        public static readonly KeywayError DeletedNotFound = new(2532, "There is no such deleted person.", "Look at the list of deleted people: after thirty days they are forgotten.");
        public static readonly KeywayError DeletedNameTaken = new(2533, "Somebody else has the user name of the deleted person meanwhile.", "Rename the other one, and restore then.");
        public static readonly KeywayError PageMalformed = new(2534, "$top is no number from 1 to 999, or $skiptoken is none of this server.", "Follow the @odata.nextLink of the page before.");
        public static readonly KeywayError SyncReportMalformed = new(2540, "The synchronisation report has an unknown kind or outcome, a number below zero, an end before its start, or a next one later than seven days.", "Report with keyway-connect of the same version.");
        public static readonly KeywayError SyncReportStale = new(2541, "A later synchronisation report was accepted before.", "Nothing is to be done if another keyway-connect serves the domain too; else set its clock.");
        public static readonly KeywayError SyncReportFromTheFuture = new(2542, "The synchronisation report says that it was made more than five minutes from now.", "Set the clocks of keyway-connect's machine and of the server.");
        public static readonly KeywayError SyncForeignDomain = new(2543, "The synchronisation is of another domain than the caller's.", "Use the connector of that very domain.");
        public static readonly KeywayError SyncUnknown = new(2544, "Nothing was ever synchronised or reported from this domain.", "Check the domain's name, or run keyway-connect sync for it.");
        public static readonly KeywayError SyncOverdue = new(2545, "The report that a domain's synchronisation service announced did not come.", "Look whether the service runs on keyway-connect's machine and reaches the domain and this server. If it was given up, remove it from /synchronization.");
        public static readonly KeywayError SyncStopped = new(2546, "The last synchronisation of a domain did not succeed.", "Read keyway-connect's log; after the guard against deletions, confirm them if they are meant.");
    }

    /// <summary>2560-2599: passwords of synced people, which the domain checks.</summary>
    public static class Passwords
    {
        public static readonly KeywayError SignInOff = new(2560, "Nobody signs in with a password at this server.", "Sign in with a security key, or ask an administrator to enable password checks for the domain.");
        public static readonly KeywayError Refused = new(2561, "The name or the password is wrong.", "Type both again; who has no password of a domain signs in with a security key.");
        public static readonly KeywayError NoAgent = new(2562, "No connector of the domain is there to check passwords.", "Start keyway-connect passwords on two computers of the domain, or sign in with a security key.");
        public static readonly KeywayError Busy = new(2563, "More passwords wait for their check than the server takes.", "Try again in a few seconds; if it stays so, look for somebody who guesses, or start another keyway-connect passwords.");
        public static readonly KeywayError NoAnswer = new(2564, "No connector answered in time whether the password is right.", "Try again, and look into the log of keyway-connect passwords.");
        public static readonly KeywayError DomainUnreachable = new(2565, "The connector could not ask the domain whether the password is right.", "Try again, and look into the log of keyway-connect passwords for the domain controller that fails.");
        public static readonly KeywayError LockedOut = new(2566, "There were too many wrong passwords for this name.", "Wait, at first a minute, then try again; a security key works at once.");
        public static readonly KeywayError LockedInDomain = new(2567, "The domain has locked the account.", "Wait until the domain unlocks it, or ask an administrator of the domain.");
        public static readonly KeywayError Restricted = new(2568, "A rule of the domain, such as logon hours, forbids this account to sign in now.", "Ask an administrator of the domain.");
        public static readonly KeywayError PollMalformed = new(2570, "The agent does not say who it is in the way that is documented.", "Use keyway-connect of this version: it sends an id, a host name, a P-256 key, 1 to 32 checks and 0 to 60 seconds.");
        public static readonly KeywayError AgentChanged = new(2571, "The agent's id belongs to an agent with another key or of another connector.", "Start the agent again, so that it takes a new id; if nobody did, treat the connector as stolen.");
        public static readonly KeywayError ForeignDomain = new(2572, "A connector checks passwords of its own domain only.", "Use the connector of that domain.");
        public static readonly KeywayError NotYourCheck = new(2573, "The check was given to another agent, is answered already, or is over.", "Answer each check once, before its deadline; if nobody was late, treat the connector as stolen.");
        public static readonly KeywayError AnswerMalformed = new(2574, "The answer says nothing that a domain can say of a password.", "Send one of the documented outcomes.");
        public static readonly KeywayError TooManyAgents = new(2575, "More agents or more requests of one agent wait than the server keeps.", "Stop agents that nobody needs; two or three serve a domain.");
        public static readonly KeywayError PolicyInvalid = new(2576, "The policy of password checks has a value out of its range.", "Send state enabled or disabled, lockoutThreshold 1 to 50, lockoutDurationInSeconds 5 to 43200.");
        public static readonly KeywayError DomainUnknown = new(2577, "Nobody was synced from this domain.", "Check the name, and sync the domain first.");
    }

    /// <summary>2600-2639: sign-in by device code, and its pages.</summary>
    public static class DeviceCodes
    {
        // 2600-2619: the program that waits for an answer; 2620-2639: the person at the page.
        public static readonly KeywayError ClientRefused = new(2600, "This program may not sign anybody in by device code.", "Send client_id 29d9ed98-a469-4536-ade2-f981bc1d605e, as Keyway's own programs do.");
        public static readonly KeywayError ResourceRefused = new(2601, "No device code is given for this resource, or for more than one.", "Ask for device registration or for the Graph-shaped API, one at a time.");
        public static readonly KeywayError TooManyOpen = new(2602, "Too many device codes wait for an answer, from this address or altogether.", "Answer them, or try again when the oldest has run out, in ten minutes at most.");
        public static readonly KeywayError Pending = new(2603, "Nobody has answered the code yet.", "Ask again after the interval.");
        public static readonly KeywayError SlowDown = new(2604, "The program asks more often than it was told to.", "Wait five seconds longer between two questions from now on.");
        public static readonly KeywayError Expired = new(2605, "The device code has run out.", "Start the sign-in again on the computer, and answer within ten minutes.");
        public static readonly KeywayError Denied = new(2606, "The person at the page said no.", "Start the sign-in again if it was meant to be yes.");
        public static readonly KeywayError CodeUnknown = new(2607, "The device code is none of this server's, or is another program's.", "Start the sign-in again.");
        public static readonly KeywayError Redeemed = new(2608, "The device code has been redeemed before.", "Start the sign-in again; if nobody did it twice, somebody has copied the code.");

        public static readonly KeywayError UserCodeMalformed = new(2620, "A code has eight letters, and no vowels.", "Type it as the computer shows it, with or without the hyphen.");
        public static readonly KeywayError UserCodeUnknown = new(2621, "No computer waits for an answer to this code.", "Compare it with the computer's screen. A code lasts ten minutes and is answered once: start again there for a new one.");
        public static readonly KeywayError AnsweredMeanwhile = new(2622, "The code was answered elsewhere, or has run out meanwhile.", "Start again on the computer for a new code.");
        public static readonly KeywayError PageExpired = new(2623, "The page is too old, or was opened elsewhere in this browser.", "Enter the code again. If it happens twice, allow this site's cookies.");
        public static readonly KeywayError CrossSite = new(2624, "The form was sent by another site.", "Open this server's page yourself and enter the code there, if you have started the sign-in yourself.");
        public static readonly KeywayError NameAndPassNeeded = new(2625, "The name or the pass is missing.", "Fill in both, or use a security key.");
        public static readonly KeywayError NoGesture = new(2626, "The browser got no answer from a security key.", "Insert the key, choose the button again, and touch it when it blinks. A key must be registered here first.");
        public static readonly KeywayError GuessingHeld = new(2627, "So many wrong codes are being typed everywhere that the server takes no code for a moment.", "Wait for the time that the Retry-After header names, or sign the computer in with its own security key.");
    }

    /// <summary>2640-2679: the pages for people and administrators.</summary>
    public static class Portal
    {
        public static readonly KeywayError SignInNeeded = new(2640, "You are not signed in, or your session has ended.", "Sign in, and send the form again.");
        public static readonly KeywayError FormExpired = new(2641, "The page is too old, or belongs to a session that has ended.", "Open the page again. If it happens twice, allow this site's cookies.");
        public static readonly KeywayError SomebodyElse = new(2642, "Somebody else signed in than who is signed in here.", "Use a key of the account that is signed in, or sign out first.");
        public static readonly KeywayError KeyAlreadyYours = new(2643, "This security key is registered for you already.", "Use it as it is, or insert another key and choose the button again.");
        public static readonly KeywayError KeyDidNotAnswer = new(2644, "The security key did not finish: it was not touched in time, its PIN was wrong, it was taken away, or it has no PIN.", "Insert the key, choose the button again, set or enter its PIN, and touch it when it blinks. A key that can only be touched, without PIN or fingerprint, cannot be used.");
        public static readonly KeywayError KeyUnfit = new(2645, "This security key cannot keep an account, or has neither PIN nor fingerprint.", "Use a FIDO2 security key with a PIN and a free place for an account.");
        public static readonly KeywayError GestureFailed = new(2646, "The browser could not ask the security key.", "Close other programs that use the key, insert it again, and choose the button again, or use another browser.");
        public static readonly KeywayError AnswerOfAnotherPage = new(2647, "The security key answered another page than the one that this browser opened last.", "Choose the button again, here and in no other window.");
        public static readonly KeywayError KeyFirst = new(2648, "You signed in by the first administrator's link, which is only good for registering a security key.", "Register your security key now; everything else opens then.");
        public static readonly KeywayError FirstLinkOver = new(2649, "More than five minutes have passed since the first administrator's link was used, and no security key is registered.", "Run keyway-server init on the server for a new link, and use it with the key at hand.");
        public static readonly KeywayError NameAndPasswordNeeded = new(2650, "The user name or the password is missing.", "Fill in both, or use a security key.");
        public static readonly KeywayError PasswordsDiffer = new(2651, "The two new passwords are not the same.", "Type the new password twice.");
        public static readonly KeywayError DisplayNameInvalid = new(2655, "The person's name is empty, longer than 256 characters, or has characters that a screen cannot show.", "Type the name as people know it.");
        public static readonly KeywayError ManagedByDomain = new(2656, "The person comes from a domain, and the domain decides this.", "Change it in the domain; the next sync brings it here.");
        public static readonly KeywayError NotAModel = new(2657, "One of the models is no AAGUID.", "Write each as 8-4-4-4-12 hexadecimal digits, one on a line, as the maker's documentation names it.");
        public static readonly KeywayError OwnKeysShutOut = new(2658, "The change would shut out all your own security keys.", "Leave one of your models allowed, or confirm that you have another way in.");
        public static readonly KeywayError NobodyMeant = new(2659, "The method is on for chosen groups, and no group is included.", "Find a group and include it, choose all users, or switch the method off.");
        public static readonly KeywayError PassLimitsInvalid = new(2660, "The lifetimes or the length of passes do not fit.", "Choose 10 to 43200 minutes with the usual lifetime between the shortest and the longest, and 8 to 48 characters.");
        public static readonly KeywayError NoKeyMade = new(2661, "The browser got no new credential from a security key.", "Insert the key, choose the button again, enter the key's PIN, and touch it when it blinks.");
        public static readonly KeywayError NoBlob = new(2662, "No file was chosen.", "Choose the metadata BLOB, as fetched from https://mds3.fidoalliance.org, and upload it.");
        public static readonly KeywayError FilterUnreadable = new(2667, "The list was asked for with a filter that it does not understand.", "Write a number like KW2120 and times like 2026-11-22T09:00 with the earlier one first, or clear the filter.");
        public static readonly KeywayError SignInUnknown = new(2668, "The sign-in log holds no such sign-in.", "Go back to the list: sign-ins are kept for the days that --sign-in-log-days names.");
        public static readonly KeywayError RoleTargetUnclear = new(2669, "The role, or whom it is for, is not clear.", "Choose a role, and type a person's whole user name, or the beginning of a name that only one person has.");
    }

    /// <summary>2680-2699: time-based one-time codes.</summary>
    public static class OneTimeCodes
    {
        public static readonly KeywayError CodeRefused = new(2680, "The code is wrong, was used before, or its half minute is over.", "Wait for the next code of the app and type that one; if it stays wrong, check the clock of the phone.");
        public static readonly KeywayError CodeNeeded = new(2681, "The password is right, and a code of the authenticator app is needed too.", "Type the six digits that the app shows now.");
        public static readonly KeywayError CodeLockedOut = new(2682, "There were too many wrong codes for this person.", "Wait, at first some seconds, then try again; a security key works at once.");
        public static readonly KeywayError PendingInvalid = new(2683, "The set-up of the authenticator app was begun more than ten minutes ago, by somebody else, or is finished.", "Begin it again and scan the new picture.");
        public static readonly KeywayError CodesDisabled = new(2684, "The organisation does not let this person use codes of an authenticator app.", "Ask an administrator to include the person in the policy, or use a security key.");
        public static readonly KeywayError NoCode = new(2685, "The person has no authenticator app registered.", "Register one first.");
        public static readonly KeywayError CodesShut = new(2686, "One hundred wrong codes in a row were given with the right password: codes of this person work no more.", "Change the password, which somebody else knows; then sign in with a security key or a Temporary Access Pass and register the app again.");
    }

    /// <summary>2700-2709: passwords of people who are in no domain.</summary>
    public static class CloudPasswords
    {
        public static readonly KeywayError NotCloudOnly = new(2700, "The password of a synced person is the domain's.", "Change it in the domain.");
        public static readonly KeywayError LengthRefused = new(2701, "The password has fewer than 8 characters, more than 256, or control characters.", "Choose a phrase of several words.");
        public static readonly KeywayError TooCommon = new(2702, "The password is one of those that are guessed first.", "Choose a phrase of several words that nobody would guess of you.");
        public static readonly KeywayError HoldsName = new(2703, "The password is the name of the person or of the organisation.", "Choose a phrase of several words that nobody would guess of you.");
        public static readonly KeywayError MustChange = new(2704, "The password is right, and has to be changed before anything else.", "Choose a new one.");
        public static readonly KeywayError NoPassword = new(2705, "The person has no password here.", "Set one first.");
        public static readonly KeywayError Unchanged = new(2706, "The new password is the old one.", "Choose another one, which nobody else knows.");
    }

    /// <summary>2720-2739: the audit log and the sign-in log.</summary>
    public static class Audit
    {
        public static readonly KeywayError ChainBroken = new(2720, "Entries of the audit log were changed, removed, inserted or moved.", "Treat it as an attack until you know better: keep a copy of the store, and compare with a backup or an export from before.");
        public static readonly KeywayError HeadMissing = new(2721, "The audit log does not hold the head that was expected, or holds another entry in its place.", "When the head was noted down right, treat it as an attack until you know better: the log was cut or made anew after it was noted.");
        public static readonly KeywayError StoreUnreadable = new(2722, "The store cannot be read, or holds no chained audit log.", "Name the data directory with --data as the server runs with it, run as the server's user, and start this version of the server once.");
        public static readonly KeywayError ExpectMalformed = new(2723, "What --expect names is no head of an audit log.", "Give the head as audit verify prints it, or its 64 hexadecimal digits alone.");
        public static readonly KeywayError TimeMalformed = new(2724, "A moment is not one of ISO 8601, or --to lies before --from.", "Write 2026-11-22, or 2026-11-22T09:00:00Z.");
        public static readonly KeywayError QueryRefused = new(2725, "The request asks for a filter, an order or a page that this list does not offer.", "Ask with what docs/dev/audit.md names: $top from 1 to 999, $filter of the documented comparisons joined by and, and $skiptoken as the next link gives it.");
        public static readonly KeywayError CursorInvalid = new(2726, "The mark of the next page is none of this list.", "Start again at the first page.");
        public static readonly KeywayError RetentionInvalid = new(2727, "A number of days for which sign-ins are kept is not from 1 to 3650.", "Correct --sign-in-log-days or --sign-in-statistics-days.");
    }

    /// <summary>2760-2779: applications that act by themselves.</summary>
    public static class Applications
    {
        public static readonly KeywayError ClientRefused = new(2760, "The client id or its secret or assertion is wrong, or the application is disabled.", "Use a credential that was added to the application's registration.");
        public static readonly KeywayError CredentialExpired = new(2761, "The application's secret or certificate has run out.", "Add a new one to its registration, and remove this one.");
        public static readonly KeywayError ScopeRefused = new(2762, "The scope names no permission that can be asked for here, or more than one resource.", "Ask for urn:keyway:graph/.default, or, for a person, for permissions by their names.");
        public static readonly KeywayError NotFound = new(2763, "There is no such application.", "List the applications and use an id from there.");
        public static readonly KeywayError NameRefused = new(2764, "The name is empty, longer than 120 characters, or has control characters.", "Send a name of 1 to 120 characters.");
        public static readonly KeywayError CredentialRefused = new(2765, "The application's credential ends in the past or later than in two years, is no certificate that is valid now, or is one too many.", "Send an end within two years, or one X.509 certificate in base64 DER with a key that connectors may have; sixteen credentials at most.");
        public static readonly KeywayError CredentialNotFound = new(2766, "The application has no such credential.", "Read the application and use a keyId from there.");
        public static readonly KeywayError PermissionUnknown = new(2767, "There is no such permission for applications.", "Use a name from the documentation of the API; its case counts.");
        public static readonly KeywayError PermissionNotHeld = new(2768, "The application does not have this permission.", "Read the application's permissions.");
        public static readonly KeywayError AdministratorProtected = new(2769, "The person has a role, and the application's permissions do not reach such people.", "Let a global administrator do it; for sign-in methods there is a permission of its own, which makes whoever holds it as mighty as a global administrator.");
        public static readonly KeywayError BodyRefused = new(2770, "The body is not what this request needs, or names a member that cannot be set.", "Send the members of the documentation, each once, and no others.");
    }

    /// <summary>2780-2799: queries of the Graph-shaped API.</summary>
    public static class Graph
    {
        public static readonly KeywayError OptionUnknown = new(2780, "The query has an option that is not offered here, or one twice.", "Use the options that the documentation of the API names for this address.");
        public static readonly KeywayError PageRefused = new(2781, "$top is no number from 1 to 999, or $skiptoken is none of this server.", "Follow @odata.nextLink as it is.");
        public static readonly KeywayError SelectRefused = new(2782, "$select names a property that is not there.", "Use names from the documentation of the API.");
        public static readonly KeywayError FilterRefused = new(2783, "$filter is malformed, too long, or compares a property that cannot be filtered by, or in a way that it cannot.", "Use eq, ne, in, startswith, and, or, not over the properties that the documentation of the API names; texts stand in single quotes.");
        public static readonly KeywayError OrderRefused = new(2784, "$orderby names a property that lists cannot be ordered by.", "Leave it out, or order by one property that the documentation of the API names.");
        public static readonly KeywayError NotFound = new(2785, "There is no such object.", "Check the id.");
        public static readonly KeywayError BodyRefused = new(2786, "The body is not what this request needs, or names a member that cannot be set.", "Send the members of the documentation, each once, and no others.");
        public static readonly KeywayError PersonNeeded = new(2787, "This address is about the signed-in person, and the caller is none.", "Name the person: /v1.0/users/{id}.");
        public static readonly KeywayError MemberNotFound = new(2788, "The group has no such direct member.", "Read the group's members.");
    }

    /// <summary>2740-2759: metadata of security key models (FIDO Metadata Service).</summary>
    public static class Metadata
    {
        public static readonly KeywayError BlobMalformed = new(2740, "The metadata BLOB is not a compact JWS with an RS256 or ES256 signature and its certificates in the header.", "Fetch the BLOB again from https://mds3.fidoalliance.org and import the file as it came.");
        public static readonly KeywayError BlobTooLarge = new(2741, "The metadata BLOB is larger than 32 MiB.", "Fetch the BLOB again from https://mds3.fidoalliance.org and look at what stands between you and it.");
        public static readonly KeywayError SignerUntrusted = new(2742, "The metadata BLOB's signer does not chain to a given root, is not in force, or is not mds.fidoalliance.org.", "Fetch a new BLOB and, when your BLOB has another root than GlobalSign Root CA - R3, give that root's PEM file.");
        public static readonly KeywayError SignatureWrong = new(2743, "The metadata BLOB's signature is wrong.", "Fetch the BLOB again; if it happens twice, someone changes it on its way.");
        public static readonly KeywayError PayloadMalformed = new(2744, "The metadata BLOB's content does not follow the FIDO Metadata Service's form.", "Fetch the BLOB again; if it happens twice, report its number.");
        public static readonly KeywayError NumberWentBack = new(2745, "The metadata BLOB is older than the one that was imported before.", "Fetch the newest BLOB; nothing was changed.");
        public static readonly KeywayError ModelRevoked = new(2746, "The FIDO Alliance has revoked this model of security key.", "Use another model, and have an administrator remove keys of this one.");
        public static readonly KeywayError ModelCompromised = new(2747, "The FIDO Alliance reports that keys of this model are compromised.", "Use another model, and have an administrator remove keys of this one.");
        public static readonly KeywayError RootsUnreadable = new(2748, "The PEM file with the root certificates of metadata cannot be read or has no certificate.", "Give a file that holds one or more certificates in PEM.");
        public static readonly KeywayError FileUnreadable = new(2749, "The metadata file cannot be read.", "Check the path, and that the server's account may read it.");
        public static readonly KeywayError NothingImported = new(2750, "No metadata has been imported.", "Run 'keyway-server metadata import FILE' with the BLOB from https://mds3.fidoalliance.org.");
    }

    /// <summary>2900-2999: configuration and start of the identity server.</summary>
    public static class ServerConfiguration
    {
        public static readonly KeywayError UrlInvalid = new(2900, "The server's URL is not an https address without path.", "Set --url to something like https://login.contoso.com.");
        public static readonly KeywayError DataDirectoryUnusable = new(2901, "The data directory cannot be used.", "Set --data to a directory that the server's account owns and can write to.");
        public static readonly KeywayError RelyingPartyIdInvalid = new(2902, "The relying party id is neither the URL's host nor a parent domain of it.", "Set --rp-id to the host of --url or to a domain that it ends with.");
        public static readonly KeywayError TlsPairIncomplete = new(2903, "Only one of the TLS certificate and its key is set.", "Set both --tls-certificate and --tls-key, or neither.");
        public static readonly KeywayError TlsUnreadable = new(2904, "The TLS certificate or its key cannot be read.", "Give a PEM certificate chain and its PEM key, readable by the server's account.");
        public static readonly KeywayError KeyFileUnsafe = new(2905, "The key-encryption key can be read by others than the server's account.", "Make the file's mode 0600 and, as others may have read it, rotate the keys that it seals.");
        public static readonly KeywayError KeyFileMissing = new(2906, "The store is there but its key-encryption key is not, or does not have 32 bytes.", "Put the key file back from the backup: without it the sealed keys are lost.");
        public static readonly KeywayError SchemaNewer = new(2907, "The store was written by a newer version of the server.", "Run that version or a newer one.");
        public static readonly KeywayError SealBroken = new(2908, "A sealed secret in the store does not open with the key-encryption key.", "Put the key file that belongs to this store back from the backup.");
        public static readonly KeywayError TenantMismatch = new(2909, "The tenant's domain in the options is not the one in the store.", "Leave --tenant-domain out, or use another data directory.");
        public static readonly KeywayError ListenFailed = new(2910, "The server cannot listen at its address.", "Stop what uses the port, or set --listen or --url.");
        public static readonly KeywayError TenantDomainInvalid = new(2911, "The tenant's domain is not a DNS name.", "Set --tenant-domain to something like contoso.com.");
        public static readonly KeywayError ListenInvalid = new(2912, "The address to listen at is not an IP address and port.", "Set --listen to something like 127.0.0.1:8443.");
        public static readonly KeywayError DeviceUrlInvalid = new(2913, "The URL for devices is not an https address without path, or has the server's own host and port, or there is no port behind the server's.", "Set --device-url to something like https://login.contoso.com:8444.");
        public static readonly KeywayError DeviceListenInvalid = new(2914, "The address to listen at for devices is not an IP address and port, or is the server's own.", "Set --device-listen to something like 127.0.0.1:8444.");
        public static readonly KeywayError DeviceListenFailed = new(2915, "The server cannot listen at its address for devices.", "Stop what uses the port, or set --device-url or --device-listen.");
        public static readonly KeywayError DeviceHostDiffers = new(2916, "The URL for devices has another host than the server's, and the server's own certificate is for one host.", "Give both URLs the same host, or set --tls-certificate and --tls-key to a certificate for both.");
        public static readonly KeywayError AuthorityNotInChain = new(2917, "The server's certificate file does not end with the certificate of a root CA.", "Append the root CA's certificate to the file of --tls-certificate, or give clients that certificate by hand.");
    }

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

    /// <summary>3000-3099: security keys in someone's hand.</summary>
    public static class SecurityKeys
    {
        public static readonly KeywayError LibraryMissing = new(3000, "The library libfido2 is not installed.", "Install the package libfido2-1.");
        public static readonly KeywayError NoKey = new(3001, "No security key is plugged in.", "Plug in your security key and try again.");
        public static readonly KeywayError SeveralKeys = new(3002, "More than one security key is plugged in.", "Leave only the one to use plugged in, or name its path.");
        public static readonly KeywayError KeyNotFound = new(3003, "The security key could not be opened.", "Check that it is plugged in, that the path is right and that you may use it.");
        public static readonly KeywayError KeyLost = new(3004, "The security key stopped answering.", "Plug it in again, leave it in until the end, and retry.");
        public static readonly KeywayError KeyInUse = new(3005, "The security key is in use by another program.", "End the other program and try again.");
        public static readonly KeywayError NotFido2 = new(3006, "The security key speaks only U2F.", "Use a FIDO2 security key.");
        public static readonly KeywayError WrongPin = new(3007, "The PIN is wrong.", "Try again; after the last try the key blocks its PIN for good.");
        public static readonly KeywayError PinBlocked = new(3008, "The PIN is blocked after too many wrong tries.", "Reset the key, which erases every credential on it, and register it again.");
        public static readonly KeywayError PinTriesExhausted = new(3009, "Three wrong PINs in a row: the key takes no PIN until it is plugged in again.", "Unplug the key, plug it in and try again.");
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
    }

    /// <summary>3100-3199: the computer: join, sign-in, status.</summary>
    public static class Device
    {
        public static readonly KeywayError StateUnreadable = new(3100, "The device state cannot be read.", "Run the command as root, or name the folder with --state.");
        public static readonly KeywayError StateExposed = new(3101, "Others than its owner may open the device state.", "Find out who could, then set mode 0700 on the folder and 0600 on its files.");
        public static readonly KeywayError StateDamaged = new(3102, "The device state is damaged.", "Join this computer again with keyway join --replace.");
        public static readonly KeywayError StateNotWritten = new(3103, "The device state cannot be written.", "Run the command as root, and look whether the disk is full.");
        public static readonly KeywayError StateBusy = new(3104, "Another keyway command is changing the device state.", "Wait until it has ended, then run this one again.");
        public static readonly KeywayError NotJoined = new(3110, "This computer is not joined.", "Run keyway join first.");
        public static readonly KeywayError AlreadyJoined = new(3111, "This computer is joined already.", "Run keyway join --replace when it shall be joined anew.");
        public static readonly KeywayError CertificateNotOurs = new(3112, "The server answered the join with a certificate that is not for this computer's key.", "Tell the administrator of the server; nothing was stored.");
        public static readonly KeywayError CertificateNotValidNow = new(3113, "The device certificate is not valid at this time.", "Set the clock; when the clock is right, join again with keyway join --replace.");
        public static readonly KeywayError ServerAddressInvalid = new(3120, "The server's address is not an https URL of a host.", "Write it as https://login.example.org, with a port where it is not 443 and nothing behind it.");
        public static readonly KeywayError TrustFileInvalid = new(3121, "The CA file cannot be read or holds no certificate.", "Name a PEM file with the certificate of the authority that certifies the server.");
        public static readonly KeywayError ServerUnreachable = new(3122, "The server cannot be reached.", "Look at the network and at the server's address, then try again.");
        public static readonly KeywayError ServerNotTrusted = new(3123, "The server's certificate is not trusted.", "Compare the server's name and its authority with --server and --ca-file; do not go on when they differ.");
        public static readonly KeywayError ServerReplyMalformed = new(3124, "The server's reply is not what this program understands.", "Look whether the address is that of a Keyway server, and whether both are of the same version.");
        public static readonly KeywayError ServerRefused = new(3125, "The server refused without a number of its own.", "Look into the server's log for the trace id.");
        public static readonly KeywayError RelyingPartyForeign = new(3126, "The server speaks for a relying party or an origin that is not its own address.", "Use the address under which the server was set up; do not go on with an address that someone sent you.");
        public static readonly KeywayError TenantForeign = new(3130, "The server answered for another tenant than this computer is joined to.", "Tell the administrator of the server; nothing was stored.");
        public static readonly KeywayError SessionKeyNotOurs = new(3131, "The session key does not open with this computer's transport key.", "Tell the administrator of the server; when the computer was copied, join it again with keyway join --replace.");
        public static readonly KeywayError TicketMalformed = new(3132, "The on-premises ticket that the server sent is malformed.", "Look whether server and device are of the same version.");
        public static readonly KeywayError TicketOfAnother = new(3133, "The on-premises ticket names someone or something else than the server announced.", "Tell the administrator of the server; the ticket was not used.");
        public static readonly KeywayError TicketNotOffered = new(3134, "The server sent no on-premises ticket.", "Ask the administrator whether a Kerberos server is published for your domain.");
        public static readonly KeywayError TicketRefused = new(3135, "The server refused an on-premises ticket without a number of its own.", "Look into the server's log for the trace id.");
        public static readonly KeywayError AccountChoiceNeeded = new(3140, "The key holds several accounts.", "Name one of them with --user.");
        public static readonly KeywayError AccountNotOnKey = new(3141, "The key holds no account of that name here.", "Name one that it holds, or use another key.");
        public static readonly KeywayError AccountDiffers = new(3142, "The server signed in another person than the one asked for.", "Use the key of the one you asked for; nothing was stored.");
        public static readonly KeywayError AlgorithmNotOffered = new(3143, "The server does not accept the algorithm that security keys are asked for (ES256).", "Ask the administrator of the server.");
        public static readonly KeywayError ProofMissing = new(3150, "Nothing proves who you are.", "Give a Temporary Access Pass (--tap-file) or a security key that is registered already.");
        public static readonly KeywayError SecretNotAsked = new(3151, "A secret is needed, and there is no terminal to ask for it.", "Give it in a file: --pin-file or --tap-file, where - is standard input.");
        public static readonly KeywayError SecretFileUnusable = new(3152, "The file of a secret cannot be read, is empty, or is longer than a secret.", "Put the secret alone on the first line.");
        public static readonly KeywayError SecretFileExposed = new(3153, "Others than its owner may open the file of a secret.", "Find out who could, take another secret, and set mode 0600 on the file.");
        public static readonly KeywayError CacheNotWritten = new(3160, "The credential cache cannot be written.", "Name another file with --ccache FILE:path.");
        public static readonly KeywayError CacheKindUnknown = new(3161, "Only credential caches in files are written.", "Write --ccache FILE:path.");
        public static readonly KeywayError CommandLineUnclear = new(3170, "The command line is not understood.", "Add --help to see what the command takes.");
        public static readonly KeywayError Interrupted = new(3171, "The command was interrupted.", "Run it again: what it had begun is finished or undone.");
        public static readonly KeywayError CodeNotUsedYet = new(3172, "Nobody has entered the code in a browser yet.", "Open the address that was shown, and enter the code.");
        public static readonly KeywayError AskedTooOften = new(3173, "The server was asked too often.", "Wait a little.");
        public static readonly KeywayError CodeExpired = new(3174, "Nobody allowed the sign-in in time.", "Run the command again, and enter the new code within the time that it names.");
        public static readonly KeywayError CodeDenied = new(3175, "The sign-in was refused in the browser.", "Run the command again, and allow it; when it was not you who refused, tell your administrator.");
        public static readonly KeywayError TpmMissing = new(3184, "The TPM that holds this computer's keys is not there.", "Look whether the TPM is switched on and whether the command runs as root; when it is gone for good, run keyway leave --force and join again.");
        public static readonly KeywayError TpmForeign = new(3185, "This computer's keys are not those of the TPM that is here.", "The TPM was cleared or exchanged, or the disk comes from another computer: run keyway leave --force, then join again.");
        public static readonly KeywayError Broken = new(3190, "Something broke that should not.", "Report it with the command and its output: this is a bug in Keyway or a broken machine.");
        public static readonly KeywayError KeytabMissing = new(3191, "There is no keytab with a key of this computer's own account.", "Join the computer to its domain first (adcli join), run the command as root, or name the keytab with --keytab.");
        public static readonly KeywayError ComputerUnclear = new(3192, "The keytab holds computer accounts of several domains.", "Name the domain with --domain.");
        public static readonly KeywayError ConnectionPointMissing = new(3193, "The domain does not say where its computers register.", "Ask an administrator of the domain to run keyway-connect device-registration set.");
        public static readonly KeywayError ConnectionPointForeign = new(3194, "The server is not that of the tenant that the domain names for its computers.", "Compare the tenant in the service connection point with the server; nothing was sent.");
        public static readonly KeywayError ServerNotNamed = new(3195, "The domain names a tenant, but not its server.", "Name the server with --server and --ca-file, or have the service connection point written again by keyway-connect device-registration set.");
        public static readonly KeywayError AuthorityNotShown = new(3196, "The server does not show the authority whose fingerprint the domain names.", "Give the authority's certificate with --ca-file; do not go on when its fingerprint differs from the one in the service connection point.");
        public static readonly KeywayError ComputerRefused = new(3197, "The domain controller does not let the computer write its own certificate.", "Give the computer's account (SELF) the right to write userCertificate on itself.");
        public static readonly KeywayError SyncPending = new(3198, "The server has not heard of this computer from its domain yet.", "Run keyway join hybrid again after the next sync, or let it wait longer with --wait; keyway-connect sync tells when the last one was.");
        public static readonly KeywayError HybridJoinBegun = new(3199, "A hybrid join of this computer has begun.", "Finish it with keyway join hybrid, or give it up with keyway leave.");
    }

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
    }

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
    }

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

    /// <summary>4110-4129: keyway-connect delegate.</summary>
    public static class Delegation
    {
        public static readonly KeywayError SyncDelegationDiffers = new(4110, "The account does not hold exactly the rights that synchronisation needs.", "Run keyway-connect delegate sync to give what is missing, and take away in the domain what the table marks as too much.");
    }

    /// <summary>4130-4169: keyway-connect sync.</summary>
    public static class Synchronization
    {
        public static readonly KeywayError DeletionsGuarded = new(4130, "More objects left than one cycle deletes by itself.", "Look at why they left the domain or the scope; when it is right, run keyway-connect sync --allow-deletions with the number in the detail; everything else of the cycle is done.");
        public static readonly KeywayError AlreadyRunning = new(4131, "Another sync holds the local state of this domain.", "Wait for it to end; a service that runs needs no sync by hand.");
        public static readonly KeywayError StateExposed = new(4132, "The local state of the sync, or its folder, is open to others.", "Find out who could write there, then set mode 0700 on the folder and remove the state file: the next sync makes it anew.");
        public static readonly KeywayError StateUnusable = new(4133, "The local state of the sync cannot be read or written.", "Check that the folder of --state exists and is writable, and the space on the disk; what was written to the server is not lost.");
        public static readonly KeywayError ScopeUnknown = new(4134, "The domain has no such organisational unit or group to take as the scope.", "Correct --ou, --exclude-ou or --group: a distinguished name, or for a group its account name; nothing was written.");
        public static readonly KeywayError ScopeGroupUnsuitable = new(4135, "The group of the scope is a distribution list, which grants nothing.", "Name a security group; nothing was written.");
        public static readonly KeywayError DeletionsNotConfirmed = new(4136, "The deletions were not confirmed.", "Run the command again and answer with the number; everything else of the cycle is done.");
        public static readonly KeywayError ServerForgets = new(4137, "The identity server says again and again that it does not hold what it has just confirmed.", "Look whether another connector writes for this domain, and at the server's log.");
        public static readonly KeywayError IdentityChanged = new(4138, "An object of the domain came with another SID than before, and the identity server refused it.", "Treat it as an attack until you know better: look in the domain who changed the objects that are listed.");
        public static readonly KeywayError ObjectSkipped = new(4139, "The domain shows objects that cannot be taken.", "Look at the objects that are listed: they stay at the server as they were.");
    }

    /// <summary>4170-4189: keyway-connect checks passwords.</summary>
    public static class ConnectPasswords
    {
        public static readonly KeywayError ArmourMissing = new(4170, "To check passwords, the connector needs an account of its own in the domain, by which it tells the domain from who plays it.", "Name --keytab /etc/krb5.keytab on a joined computer, or an account with --domain-user or --account-file.");
        public static readonly KeywayError KeytabAccountMissing = new(4171, "The keytab has no computer of this domain.", "Join the computer to the domain, or name an account of the file with --keytab-account.");
        public static readonly KeywayError ConnectorNeeded = new(4172, "Passwords are checked as a connector, not as a person.", "Name --connector-file.");
        public static readonly KeywayError NotAccepted = new(4173, "The domain does not accept the password.", "The word in brackets says why; correct the password, or what the domain has against the account.");
        public static readonly KeywayError CheckUnreadable = new(4174, "The identity server sent a password that this program cannot open.", "Start keyway-connect passwords again; if it happens again, something between it and the server changes what is sent.");
    }

    /// <summary>5000-5099: the lab.</summary>
    public static class Lab
    {
    }

    /// <summary>Every error with its area's name, in the order of the numbers.</summary>
    public static IReadOnlyList<(string Area, KeywayError Error)> All { get; } =
        [.. typeof(Catalogue).GetNestedTypes()
            .SelectMany(area => area.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Where(field => field.FieldType == typeof(KeywayError))
                .Select(field => (area.Name, (KeywayError)field.GetValue(null)!)))
            .OrderBy(entry => entry.Item2.Number)];
}
