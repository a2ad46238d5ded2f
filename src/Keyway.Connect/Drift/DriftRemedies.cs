using Keyway.Contracts.KerberosServers;

namespace Keyway.Connect.Drift;

/// <summary>What to run, or to do, for each kind of drift.</summary>
internal static class DriftRemedies
{
    public static string Of(DriftKind kind) => kind switch
    {
        DriftKind.DuplicateObject => "Delete the copy in the domain, then kerberos-server verify",
        DriftKind.AllowListChanged => "kerberos-server set brings back the published list; with --allow-group it publishes another",
        DriftKind.DenyListChanged => "kerberos-server set brings back the published list; with --deny-group it publishes another",
        DriftKind.EncryptionTypeRefused => "Allow AES256 in the domain, then kerberos-server verify",
        DriftKind.PrivilegedMemberAllowed => "Take the account out of the allowed groups",
        DriftKind.KeyTooOld => "kerberos-server rotate",
        _ => "kerberos-server set",
    };
}
