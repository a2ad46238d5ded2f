using Keyway.Errors;

namespace Keyway.ActiveDirectory.Ldap;

/// <summary>What a directory server says of itself ([MS-ADTS] 3.1.1.3.2).</summary>
public sealed record RootDse
{
    internal static readonly string[] Attributes =
        ["defaultNamingContext", "configurationNamingContext", "rootDomainNamingContext", "dnsHostName", "supportedControl"];

    /// <summary>Distinguished name of the domain.</summary>
    public required string DomainDn { get; init; }

    public required string ConfigurationDn { get; init; }

    /// <summary>Distinguished name of the forest's root domain.</summary>
    public required string ForestRootDn { get; init; }

    public required string DnsHostName { get; init; }

    public required IReadOnlyList<string> SupportedControls { get; init; }

    internal static Result<RootDse> Parse(LdapEntry entry) =>
        entry.Text("defaultNamingContext") is { } domain
        && entry.Text("configurationNamingContext") is { } configuration
        && entry.Text("rootDomainNamingContext") is { } root
        && entry.Text("dnsHostName") is { } host
            ? new RootDse
            {
                DomainDn = domain,
                ConfigurationDn = configuration,
                ForestRootDn = root,
                DnsHostName = host,
                SupportedControls = entry.Texts("supportedControl"),
            }
            : new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "the root DSE is not that of a domain controller");
}
