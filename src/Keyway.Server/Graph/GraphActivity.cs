namespace Keyway.Server.Graph;

/// <summary>What was done through the API, in the words of the audit log, beside what provisioning itself writes there.</summary>
internal static class GraphActivity
{
    public const string UserCreated = "account-created";
    public const string UserChanged = "account-changed";
    public const string GroupCreated = "group-created";
    public const string GroupRenamed = "group-renamed";
    public const string GroupDeleted = "group-deleted";
    public const string MemberAdded = "group-member-added";
    public const string MemberRemoved = "group-member-removed";
}
