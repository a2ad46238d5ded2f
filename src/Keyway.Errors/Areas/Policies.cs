namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>3280-3309: policy, from the domain and on this computer.</summary>
    public static class Policies
    {
        public static readonly KeywayError KeptPolicyRefused = new(3280, "The kept policy of this computer is damaged, or was changed by somebody else.", "Run keyway policy refresh, which writes it anew; security keys are not offered until then.");
        public static readonly KeywayError ValueOutOfRange = new(3281, "A policy has a value that means nothing.", "Set it to a value that the administrator's guide names.");
        public static readonly KeywayError SignInOff = new(3282, "Security keys are not offered on this computer, because no policy switches them on or one switches them off.", "Ask an administrator to turn on security key sign-in; keyway policy tells who set what.");
        public static readonly KeywayError RegistryFileMalformed = new(3283, "The policy file of a Group Policy object does not follow its grammar.", "Open and save the object in a policy editor, and look who changed the file on SYSVOL; its last good content stays in force.");
        public static readonly KeywayError RegistryFileTooLarge = new(3284, "The policy file of a Group Policy object is larger than 8 MiB.", "Divide the object, or look who put the file on SYSVOL; its last good content stays in force.");
        public static readonly KeywayError ValueTypeWrong = new(3285, "A policy for security keys is not of the type REG_DWORD.", "Set it again by the administrative template.");
        public static readonly KeywayError LinkMalformed = new(3286, "The list of Group Policy objects of the domain or of an organisational unit does not follow its grammar.", "Look at its gPLink in the directory, and link the objects again.");
        public static readonly KeywayError PathForeign = new(3287, "A Group Policy object names a folder that is not its own on the domain's SYSVOL.", "Compare its gPCFileSysPath with its GUID in the directory, and look who changed it.");
        public static readonly KeywayError ObjectMalformed = new(3288, "A Group Policy object in the directory lacks its name, version, flags or access list, or one of them is not to be read.", "Look at it with a policy editor; delete its link when nobody needs it.");
        public static readonly KeywayError ReaderLate = new(3289, "Group Policy was not read in time.", "Look whether the domain controller answers; the last good policy stays in force.");
        public static readonly KeywayError ReaderBroken = new(3290, "The program that reads Group Policy ended without an answer that can be believed.", "Report it with the log: this is a bug in Keyway or a broken machine; the last good policy stays in force.");
        public static readonly KeywayError SysvolUnreachable = new(3291, "The domain's SYSVOL cannot be reached.", "Look whether the domain controller answers on port 445; the last good policy stays in force.");
        public static readonly KeywayError SysvolRefused = new(3292, "The domain controller does not let this computer read a policy file.", "Give the computer, or Authenticated Users, the right to read the object; its last good content stays in force.");
        public static readonly KeywayError LibraryMissing = new(3293, "The library that reads SYSVOL is not installed.", "Install libsmbclient.");
        public static readonly KeywayError NoDomain = new(3294, "This computer is not joined to a domain, so no Group Policy applies to it.", "Set its policy on the identity server's pages for device management.");
        public static readonly KeywayError RegistryFileChanging = new(3295, "The policy file of a Group Policy object is not there, though the directory says that it was written.", "Wait for SYSVOL to be replicated, and look at it when it lasts; its last good content stays in force.");
        public static readonly KeywayError PersonUnknown = new(3296, "Nobody in the computer's domain has this account, so no Group Policy is for it.", "Look whether the account was deleted or renamed; keyway policy refresh forgets it.");
        public static readonly KeywayError PersonNotRead = new(3297, "What Group Policy sets for a person could not be read; it was read for the computer.", "Look up the number behind it; what was read for the person before stays in force, and a half that was never read counts as switching keys off.");
    }
}
