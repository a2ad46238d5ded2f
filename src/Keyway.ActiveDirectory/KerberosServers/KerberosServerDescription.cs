using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>The Kerberos server object of a domain as it stands in the directory.</summary>
public sealed record KerberosServerDescription
{
    /// <summary>The branch id: msDS-SecondaryKrbTgtNumber, 1 to 65535.</summary>
    public required int Id { get; init; }

    /// <summary>The name it was created with, such as <c>AzureADKerberos</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Distinguished name of the krbtgt account.</summary>
    public required string UserAccount { get; init; }

    /// <summary>Distinguished name of the computer.</summary>
    public required string ComputerAccount { get; init; }

    /// <summary>The krbtgt account's name, <c>krbtgt_</c> and the number.</summary>
    public required string DisplayName { get; init; }

    public required string DomainDnsName { get; init; }

    public required string NetBiosName { get; init; }

    public required SecurityIdentifier DomainSid { get; init; }

    public required SecurityIdentifier UserAccountSid { get; init; }

    public required SecurityIdentifier ComputerAccountSid { get; init; }

    /// <summary>msDS-KeyVersionNumber: the low 16 bits of the key version in a ticket.</summary>
    public required int TicketKeyVersion { get; init; }

    /// <summary>The number of the key's last change in the replication metadata, as Get-AzureADKerberosServer shows it; zero when it could not be read.</summary>
    public required long KeyVersion { get; init; }

    /// <summary>When the key last changed, UTC.</summary>
    public required DateTimeOffset? KeyUpdatedOn { get; init; }

    /// <summary>DNS name of the domain controller on which it changed, or what the metadata says when that is gone.</summary>
    public required string? KeyUpdatedFrom { get; init; }

    /// <summary>msDS-RevealOnDemandGroup.</summary>
    public required IReadOnlyList<RevealGroup> AllowGroups { get; init; }

    /// <summary>msDS-NeverRevealGroup; it wins.</summary>
    public required IReadOnlyList<RevealGroup> DenyGroups { get; init; }

    /// <summary>Distinguished name of the service connection point, or null when it is missing.</summary>
    public required string? ServiceConnectionPoint { get; init; }

    /// <summary>objectGUID of its own NTDS Settings object, as which it may read its keys by replication ([MS-DRSR] uuidDsaObjDest); null when it has none.</summary>
    public Guid? SettingsObjectGuid { get; init; }

    /// <summary>Empty for a healthy object.</summary>
    public required IReadOnlyList<KerberosServerFault> Faults { get; init; }

    /// <summary>The computer account is not disabled.</summary>
    public bool Enabled => !Faults.Contains(KerberosServerFault.ComputerDisabled);

    /// <summary>msDS-KrbTgtLink names the krbtgt account.</summary>
    public bool Linked => !Faults.Contains(KerberosServerFault.LinkMissing);
}
