namespace Keyway.Server.Applications;

/// <summary>What happened to an application, in the words of the audit log.</summary>
internal static class ApplicationActivity
{
    public const string Registered = "application-registered";
    public const string Changed = "application-changed";
    public const string Removed = "application-removed";
    public const string CredentialAdded = "application-credential-added";
    public const string CredentialRemoved = "application-credential-removed";
    public const string PermissionGranted = "application-permission-granted";
    public const string PermissionWithdrawn = "application-permission-withdrawn";
}
