namespace Keyway.Errors;

public static partial class Catalogue
{
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
}
