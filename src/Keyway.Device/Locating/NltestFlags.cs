using Keyway.ActiveDirectory.Locator;

namespace Keyway.Device.Locating;

/// <summary>What a domain controller says of itself, in the words and the order of <c>nltest /dsgetdc</c>.</summary>
internal static class NltestFlags
{
    private static readonly (DomainControllerFlags Flag, string Word)[] Words =
    [
        (DomainControllerFlags.PrimaryDomainController, "PDC"),
        (DomainControllerFlags.GlobalCatalog, "GC"),
        (DomainControllerFlags.DirectoryService, "DS"),
        (DomainControllerFlags.Ldap, "LDAP"),
        (DomainControllerFlags.Kdc, "KDC"),
        (DomainControllerFlags.TimeService, "TIMESERV"),
        (DomainControllerFlags.GoodTimeService, "GTIMESERV"),
        (DomainControllerFlags.Writable, "WRITABLE"),
        (DomainControllerFlags.NonDomainNamingContext, "NDNC"),
        (DomainControllerFlags.DnsController, "DNS_DC"),
        (DomainControllerFlags.DnsDomain, "DNS_DOMAIN"),
        (DomainControllerFlags.DnsForest, "DNS_FOREST"),
        (DomainControllerFlags.Closest, "CLOSE_SITE"),
        (DomainControllerFlags.SelectedSecrets, "PARTIAL_SECRET"),
        (DomainControllerFlags.FullSecrets, "FULL_SECRET"),
        (DomainControllerFlags.WebService, "WS"),
        (DomainControllerFlags.Windows2012, "DS_8"),
        (DomainControllerFlags.Windows2012R2, "DS_9"),
        (DomainControllerFlags.Windows2016, "DS_10"),
        (DomainControllerFlags.KeyList, "KEYLIST"),
        (DomainControllerFlags.Windows2025, "DS_13"),
    ];

    /// <summary>The words of the flags that are set.</summary>
    public static IReadOnlyList<string> Of(DomainController controller)
    {
        // The DNS flags belong to the answer of the one who asks (DsGetDcName), not of the domain controller: names here are always DNS names.
        var flags = controller.Flags | DomainControllerFlags.DnsController | DomainControllerFlags.DnsDomain | DomainControllerFlags.DnsForest;
        return [.. Words.Where(word => flags.HasFlag(word.Flag)).Select(word => word.Word)];
    }
}
