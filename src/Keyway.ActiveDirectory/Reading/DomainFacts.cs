using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>What a domain is called.</summary>
public sealed record DomainFacts
{
    public required string DnsName { get; init; }

    public required string NetBiosName { get; init; }

    public required SecurityIdentifier Sid { get; init; }

    public required Guid ObjectGuid { get; init; }

    /// <summary>Such as <c>DC=contoso,DC=corp,DC=com</c>.</summary>
    public required string DistinguishedName { get; init; }

    /// <summary>DNS name of the root domain of its forest.</summary>
    public required string ForestDnsName { get; init; }
}
