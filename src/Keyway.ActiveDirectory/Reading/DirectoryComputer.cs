using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>A computer that put at least one certificate of its own into the directory, as hybrid join has it. Never a domain controller or a managed service account.</summary>
public sealed record DirectoryComputer
{
    /// <summary>What stays the same when everything else is renamed.</summary>
    public required Guid ObjectGuid { get; init; }

    public required SecurityIdentifier Sid { get; init; }

    /// <summary>Distinguished name.</summary>
    public required string Dn { get; init; }

    /// <summary>Ends in <c>$</c>.</summary>
    public required string SamAccountName { get; init; }

    public string? DnsHostName { get; init; }

    public string? OperatingSystem { get; init; }

    public string? OperatingSystemVersion { get; init; }

    /// <summary>ACCOUNTDISABLE is not set.</summary>
    public required bool Enabled { get; init; }

    /// <summary>The values of userCertificate, as they stand in the directory: DER by its schema, and unverified.</summary>
    public required IReadOnlyList<byte[]> UserCertificates { get; init; }
}
