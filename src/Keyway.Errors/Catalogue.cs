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
    }

    /// <summary>1050-1149: WebAuthn registration and assertion.</summary>
    public static class WebAuthn
    {
    }

    /// <summary>1200-1299: Kerberos messages, cryptography, PAC, minting, credential caches.</summary>
    public static class Kerberos
    {
        public static readonly KeywayError SecurityIdentifierMalformed = new(1240, "A security identifier has the wrong form.", "Compare the user's objectSid in your domain with what was synced, and run a full sync.");
    }

    /// <summary>1300-1399: what a key distribution center answers, or that none does.</summary>
    public static class Kdc
    {
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

        public static readonly KeywayError DnsServerUnknown = new(1440, "No DNS server is configured.", "Name one, or list it in /etc/resolv.conf.");
        public static readonly KeywayError DnsUnanswered = new(1441, "No DNS server answered.", "Check the DNS servers and the network.");
        public static readonly KeywayError DnsAnswerMalformed = new(1442, "A DNS answer is malformed or does not belong to the question.", "Check which DNS server answers.");
        public static readonly KeywayError DomainUnknown = new(1443, "DNS knows no domain controller of this domain.", "Check the domain name, and that the DNS server is one that knows the domain.");
        public static readonly KeywayError NoDomainController = new(1444, "No domain controller of the domain answered that has what is needed.", "See the detail for what each one lacked; a read-only domain controller never serves where changes are made.");
        public static readonly KeywayError NetlogonAnswerMalformed = new(1445, "The answer to the netlogon ping is malformed.", "Check that the host is a domain controller.");
        public static readonly KeywayError DomainNameInvalid = new(1446, "That is not a DNS domain name.", "Give the DNS name of the domain, such as contoso.corp.com.");
        public static readonly KeywayError HostUnusable = new(1447, "A given domain controller is not a host name, an address, or name=address.", "Correct the list of domain controllers.");

        public static readonly KeywayError ReplicationToolFailed = new(1460, "The key could not be read by replication.", "See the detail; the account needs the rights Replicating Directory Changes and Replicating Directory Changes All.");
        public static readonly KeywayError ReplicationAccessDenied = new(1461, "The account may not replicate secrets.", "Grant it Replicating Directory Changes and Replicating Directory Changes All on the domain, or use a member of Domain Admins.");
        public static readonly KeywayError KeytabMalformed = new(1462, "The keytab is malformed.", "Report it with the version of Samba's net program.");
        public static readonly KeywayError KeyNotReplicated = new(1463, "The replicated keys do not hold the AES256 key of the current version.", "Check that the domain allows AES256, and that the domain controller is in step with the others; then try again.");
        public static readonly KeywayError MetadataMalformed = new(1464, "The replication metadata of the object is malformed.", "Report it with the version of the domain controller.");
        public static readonly KeywayError ReplicationNeedsPassword = new(1465, "Samba's net program cannot replicate with Kerberos tickets.", "Give a user name and password for this step: up to Samba 4.17 the program signs in by NTLM only.");
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
    }

    /// <summary>1600-1699: the tokens and envelopes that device and server exchange.</summary>
    public static class Tokens
    {
    }

    /// <summary>2000-2099: requests, accounts, access tokens and administration of the identity server.</summary>
    public static class Accounts
    {
    }

    /// <summary>2100-2199: authentication methods: security keys, Temporary Access Passes, the policy.</summary>
    public static class AuthenticationMethods
    {
    }

    /// <summary>2200-2299: joined devices.</summary>
    public static class Devices
    {
    }

    /// <summary>2300-2399: sign-in: nonce, PRT request, primary refresh token.</summary>
    public static class PrimaryRefreshTokens
    {
    }

    /// <summary>2400-2499: Kerberos server keys and partial TGTs at the identity server.</summary>
    public static class KerberosServers
    {
    }

    /// <summary>2500-2599: provisioning by SCIM.</summary>
    public static class Provisioning
    {
    }

    /// <summary>2900-2999: configuration and start of the identity server.</summary>
    public static class ServerConfiguration
    {
    }

    /// <summary>3000-3099: security keys in someone's hand.</summary>
    public static class SecurityKeys
    {
    }

    /// <summary>3100-3199: the computer: join, sign-in, status.</summary>
    public static class Device
    {
    }

    /// <summary>4000-4099: keyway-connect.</summary>
    public static class Connect
    {
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
