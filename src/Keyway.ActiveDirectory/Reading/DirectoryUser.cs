using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>A person's account. Never a computer, a krbtgt account, a managed service account or a trust.</summary>
public sealed record DirectoryUser
{
    /// <summary>What stays the same when everything else is renamed.</summary>
    public required Guid ObjectGuid { get; init; }

    public required SecurityIdentifier Sid { get; init; }

    /// <summary>Distinguished name.</summary>
    public required string Dn { get; init; }

    public required string SamAccountName { get; init; }

    /// <summary>Null when the account has none; the implicit one is the account name at the domain.</summary>
    public string? UserPrincipalName { get; init; }

    public string? DisplayName { get; init; }

    public string? Mail { get; init; }

    /// <summary>ACCOUNTDISABLE is not set.</summary>
    public required bool Enabled { get; init; }

    /// <summary>UTC, or null for never.</summary>
    public DateTimeOffset? AccountExpires { get; init; }

    /// <summary>UTC, or null when it was never set or must be changed.</summary>
    public DateTimeOffset? PasswordLastSet { get; init; }

    /// <summary>The domain answers KDC_ERR_KEY_EXPIRED: pwdLastSet is zero (unless the password never expires), or the password is too old.</summary>
    public required bool MustChangePassword { get; init; }

    /// <summary>When the password gets too old for the domain, UTC; null when it never does, or when it must be changed already.</summary>
    public DateTimeOffset? PasswordExpires { get; init; }

    /// <summary>The domain protects the account as an administrator's, or did once (adminCount, [MS-ADTS] 3.1.1.6.1).</summary>
    public bool AdminCount { get; init; }

    /// <summary>Relative identifier of the primary group, usually 513 (Domain Users).</summary>
    public required uint PrimaryGroupId { get; init; }
}
