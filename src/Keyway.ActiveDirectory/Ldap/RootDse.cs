using Keyway.ActiveDirectory.Replication;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Ldap;

/// <summary>What a directory server says of itself ([MS-ADTS] 3.1.1.3.2).</summary>
public sealed record RootDse
{
    internal static readonly string[] Attributes =
        ["defaultNamingContext", "configurationNamingContext", "rootDomainNamingContext", "dnsHostName", "supportedControl", "currentTime", "vendorName", "serverName", "dsServiceName", "domainFunctionality"];

    /// <summary>Distinguished name of the domain.</summary>
    public required string DomainDn { get; init; }

    public required string ConfigurationDn { get; init; }

    /// <summary>Distinguished name of the forest's root domain.</summary>
    public required string ForestRootDn { get; init; }

    public required string DnsHostName { get; init; }

    public required IReadOnlyList<string> SupportedControls { get; init; }

    /// <summary>The domain controller's clock when the connection was opened, UTC, to the second; null when it did not say.</summary>
    public DateTimeOffset? CurrentTime { get; init; }

    /// <summary>Who made the directory server; Windows says nothing, Samba names its team.</summary>
    public string? VendorName { get; init; }

    /// <summary>Distinguished name of the domain controller's own server object in its site; null when it did not say.</summary>
    public string? ServerDn { get; init; }

    /// <summary>Distinguished name of the domain controller's own NTDS Settings; null when it did not say.</summary>
    public string? SettingsDn { get; init; }

    /// <summary>The domain functional level ([MS-ADTS] 6.1.4.2): 3 is Windows Server 2008, the first with AES. Null when it did not say.</summary>
    public int? DomainFunctionality { get; init; }

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
                CurrentTime = entry.Text("currentTime") is { } time ? DirectoryTime.FromGeneralized(time) : null,
                VendorName = entry.Text("vendorName"),
                ServerDn = entry.Text("serverName"),
                SettingsDn = entry.Text("dsServiceName"),
                DomainFunctionality = entry.Integer("domainFunctionality") is >= 0 and <= int.MaxValue and var level ? (int)level : null,
            }
            : new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "the root DSE is not that of a domain controller");
}
