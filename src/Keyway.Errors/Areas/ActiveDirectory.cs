namespace Keyway.Errors;

public static partial class Catalogue
{
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
}
