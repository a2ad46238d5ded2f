using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>What the domain says of one account that wants a ticket. Groups count however deeply they are nested.</summary>
public sealed record AccountFindings
{
    /// <summary>Distinguished name.</summary>
    public required string Dn { get; init; }

    public required Guid ObjectGuid { get; init; }

    public required SecurityIdentifier Sid { get; init; }

    /// <summary>Null when the account has none.</summary>
    public required string? UserPrincipalName { get; init; }

    public required string SamAccountName { get; init; }

    /// <summary>ACCOUNTDISABLE is not set.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Locked after wrong passwords; the lock has not ended yet.</summary>
    public required bool Locked { get; init; }

    /// <summary>UTC, or null for never.</summary>
    public required DateTimeOffset? AccountExpires { get; init; }

    /// <summary>The password is too old or must be changed: the domain answers KDC_ERR_KEY_EXPIRED.</summary>
    public required bool PasswordExpired { get; init; }

    /// <summary>The first group of the allow list that the account is in, or null: then it gets no ticket.</summary>
    public required RevealGroup? AllowedBy { get; init; }

    /// <summary>The first group of the deny list that the account is in, or null. It wins.</summary>
    public required RevealGroup? DeniedBy { get; init; }

    /// <summary>The privileged group that the account is in, or null.</summary>
    public required RevealGroup? PrivilegedBy { get; init; }
}
