namespace Keyway.Contracts.KerberosServers;

/// <summary>One way in which a domain's Kerberos server is not what was published. What each means for minting says <see cref="DriftKinds.StopsMinting"/>.</summary>
public enum DriftKind
{
    /// <summary>An object of the Kerberos server is gone from the domain.</summary>
    ObjectMissing = 1,

    /// <summary>The domain's object has another number, or an older key, than the one that was published: it was made anew or restored.</summary>
    ObjectReplaced,

    /// <summary>A second object carries the same name, number or link, or a replication conflict left a copy (<c>CNF:</c>).</summary>
    DuplicateObject,

    /// <summary>msDS-KrbTgtLink does not name the krbtgt account.</summary>
    LinkMissing,

    /// <summary>The computer is no read-only domain controller: PARTIAL_SECRETS is not set.</summary>
    PartialSecretsMissing,

    /// <summary>Someone disabled the computer account.</summary>
    AccountDisabled,

    /// <summary>msDS-RevealOnDemandGroup is not the published list.</summary>
    AllowListChanged,

    /// <summary>msDS-NeverRevealGroup is not the published list.</summary>
    DenyListChanged,

    /// <summary>The domain has a newer key than the published one: someone rotated it with another tool.</summary>
    KeyVersionDiffers,

    /// <summary>The domain may not use AES256 keys.</summary>
    EncryptionTypeRefused,

    /// <summary>A privileged account is a member of an allowed group. It gets no ticket all the same.</summary>
    PrivilegedMemberAllowed,

    /// <summary>The service connection point is missing or names others.</summary>
    SupportObjectDiffers,

    /// <summary>The key is older than the rotation schedule allows.</summary>
    KeyTooOld,
}
