namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>What is wrong with a Kerberos server object that can be read; creating it again repairs each of them.</summary>
public enum KerberosServerFault
{
    /// <summary>msDS-KrbTgtLink does not name the krbtgt account: the domain refuses every ticket with KDC_ERR_POLICY.</summary>
    LinkMissing,

    /// <summary>The computer lacks PARTIAL_SECRETS: the domain does not see a read-only domain controller in it.</summary>
    PartialSecretsMissing,

    /// <summary>The computer account is disabled.</summary>
    ComputerDisabled,

    /// <summary>The allow list is empty: nobody gets a ticket.</summary>
    AllowListEmpty,

    /// <summary>The deny list is empty: privileged accounts are not kept out.</summary>
    DenyListEmpty,

    ServiceConnectionPointMissing,

    /// <summary>The service connection point names another number or other accounts.</summary>
    ServiceConnectionPointDiffers,

    /// <summary>The server object or its NTDS Settings are missing or name others: the key cannot be read as the Kerberos server's own account. A domain controller may refuse to make them.</summary>
    SettingsObjectMissing,

    /// <summary>Someone changed other bits of the computer's userAccountControl: it is trusted for more than it needs, or is no workstation account.</summary>
    AccountControlDiffers,
}
