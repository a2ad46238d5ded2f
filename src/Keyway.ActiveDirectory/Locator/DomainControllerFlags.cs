namespace Keyway.ActiveDirectory.Locator;

/// <summary>What a domain controller says of itself in the answer to a netlogon ping ([MS-ADTS] 6.3.1.2).</summary>
[Flags]
public enum DomainControllerFlags : uint
{
    None = 0,
    PrimaryDomainController = 0x0000_0001,
    GlobalCatalog = 0x0000_0004,
    Ldap = 0x0000_0008,
    DirectoryService = 0x0000_0010,
    Kdc = 0x0000_0020,
    TimeService = 0x0000_0040,

    /// <summary>It is in the site of the one who asked.</summary>
    Closest = 0x0000_0080,
    Writable = 0x0000_0100,
    GoodTimeService = 0x0000_0200,
    NonDomainNamingContext = 0x0000_0400,

    /// <summary>A read-only domain controller, which holds selected secrets only.</summary>
    SelectedSecrets = 0x0000_0800,
    FullSecrets = 0x0000_1000,
    WebService = 0x0000_2000,
    Windows2012 = 0x0000_4000,
    Windows2012R2 = 0x0000_8000,
    Windows2016 = 0x0001_0000,

    /// <summary>It answers key list requests ([MS-KILE] 3.3.5.7.8). Samba never sets it.</summary>
    KeyList = 0x0002_0000,
    Windows2025 = 0x0004_0000,
    DnsController = 0x2000_0000,
    DnsDomain = 0x4000_0000,
    DnsForest = 0x8000_0000,
}
