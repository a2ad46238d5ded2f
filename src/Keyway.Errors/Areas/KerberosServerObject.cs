namespace Keyway.Errors;

public static partial class Catalogue
{
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
}
