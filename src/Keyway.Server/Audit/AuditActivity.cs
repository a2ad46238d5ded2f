namespace Keyway.Server.Audit;

/// <summary>What happened; the names stand in the store and in logs.</summary>
internal static class AuditActivity
{
    /// <summary>Of earlier versions, for connectors; their tokens stand in the sign-in log now.</summary>
    public const string AccessTokenIssued = "access-token-issued";

    public const string DeviceCodeAllowed = "device-code-allowed";
    public const string DeviceCodeDenied = "device-code-denied";
    public const string PassIssued = "temporary-access-pass-issued";
    public const string PassUsed = "temporary-access-pass-used";
    public const string PassWithdrawn = "temporary-access-pass-withdrawn";
    public const string PasswordLockedOut = "password-locked-out";
    public const string PasswordRenewed = "password-renewed-in-domain";
    public const string PasswordPolicyChanged = "password-check-policy-changed";
    public const string KeyRegistered = "security-key-registered";
    public const string KeyRemoved = "security-key-removed";
    public const string KeyRenamed = "security-key-renamed";
    public const string OneTimeCodeRegistered = "one-time-code-registered";
    public const string OneTimeCodeRemoved = "one-time-code-removed";
    public const string OneTimeCodesShut = "one-time-codes-shut";
    public const string CloudPasswordSet = "cloud-password-set";
    public const string CloudPasswordChanged = "cloud-password-changed";
    public const string CloudPasswordRemoved = "cloud-password-removed";
    public const string SignedOutEverywhere = "signed-out-everywhere";
    public const string PolicyChanged = "security-key-policy-changed";
    public const string PassPolicyChanged = "temporary-access-pass-policy-changed";
    public const string OneTimeCodePolicyChanged = "one-time-code-policy-changed";
    public const string MetadataImported = "authenticator-metadata-imported";
    public const string ConnectorRegistered = "connector-registered";
    public const string ConnectorRemoved = "connector-removed";
    public const string KerberosServerPublished = "kerberos-server-published";
    public const string KerberosServerRemoved = "kerberos-server-removed";
    public const string KerberosServerDrift = "kerberos-server-drift";
    public const string RoleAssigned = "role-assigned";
    public const string RoleWithdrawn = "role-withdrawn";
    public const string AccountCreated = "account-created";
    public const string AccountChanged = "account-changed";
    public const string AccountDeleted = "account-deleted";
    public const string AccountRestored = "account-restored";
    public const string AccountForgotten = "account-forgotten";
    public const string AccountRenamed = "account-renamed";
    public const string AccountEnabled = "account-enabled";
    public const string AccountDisabled = "account-disabled";
    public const string GroupCreated = "group-created";
    public const string GroupChanged = "group-changed";
    public const string GroupRenamed = "group-renamed";
    public const string GroupDeleted = "group-deleted";
    public const string MemberAdded = "group-member-added";
    public const string MemberRemoved = "group-member-removed";
    public const string ComputerDeleted = "computer-deleted";
    public const string ComputerEnabled = "computer-enabled";
    public const string ComputerDisabled = "computer-disabled";
    public const string SynchronizationOverdue = "synchronization-overdue";
    public const string SynchronizationStopped = "synchronization-stopped";
    public const string SynchronizationResumed = "synchronization-resumed";
    public const string SynchronizationForgotten = "synchronization-forgotten";
}
