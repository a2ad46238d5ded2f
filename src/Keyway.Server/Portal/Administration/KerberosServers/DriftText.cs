using Keyway.Contracts.KerberosServers;

namespace Keyway.Server.Portal.Administration.KerberosServers;

/// <summary>Drift in words, and what to do about it: by the commands of keyway-connect, which alone reaches the domain.</summary>
internal static class DriftText
{
    public static string Of(DriftKind kind) => kind switch
    {
        DriftKind.ObjectMissing => "An object of the Kerberos server is gone from the domain.",
        DriftKind.ObjectReplaced => "The domain's object has another number or an older key than the published one: it was made anew or restored.",
        DriftKind.DuplicateObject => "A second object carries the same name, number or link.",
        DriftKind.LinkMissing => "The computer object does not name its krbtgt account.",
        DriftKind.PartialSecretsMissing => "The computer object is no read-only domain controller any more.",
        DriftKind.AccountDisabled => "Somebody disabled the computer account.",
        DriftKind.AllowListChanged => "The list of groups that get tickets is not the published one.",
        DriftKind.DenyListChanged => "The list of groups that never get tickets is not the published one.",
        DriftKind.KeyVersionDiffers => "The domain has a newer key than the published one: another tool rotated it.",
        DriftKind.EncryptionTypeRefused => "The domain does not allow AES256 keys.",
        DriftKind.PrivilegedMemberAllowed => "A privileged account is a member of an allowed group. It gets no ticket all the same.",
        DriftKind.SupportObjectDiffers => "The service connection point is missing, or names other addresses.",
        DriftKind.KeyTooOld => "The key is older than the rotation schedule allows.",
        _ => "Something differs that this version does not know.",
    };

    /// <summary>What to do first, in words; the command follows.</summary>
    public static string Remedy(DriftKind kind) => kind switch
    {
        DriftKind.DuplicateObject => "Find out who made the copy, delete it in the domain, and check again.",
        DriftKind.AllowListChanged => "Bring back the published list; add --allow-group to publish another one.",
        DriftKind.DenyListChanged => "Bring back the published list; add --deny-group to publish another one.",
        DriftKind.EncryptionTypeRefused => "Allow AES256 in the domain, and check again.",
        DriftKind.PrivilegedMemberAllowed => "Take the account out of the allowed groups, and check again.",
        DriftKind.KeyTooOld => "Rotate the key.",
        _ => "Find out who changed it, then put it right.",
    };

    public static string Command(DriftKind kind) => "keyway-connect kerberos-server " + kind switch
    {
        DriftKind.DuplicateObject or DriftKind.EncryptionTypeRefused or DriftKind.PrivilegedMemberAllowed => "verify",
        DriftKind.KeyTooOld => "rotate",
        _ => "set",
    };
}
