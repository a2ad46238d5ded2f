using Keyway.ActiveDirectory.Locator;
using Keyway.Errors;

namespace Keyway.Device.Locating;

/// <summary>Finds the domain controller that fits best, and tells it as <c>nltest /dsgetdc</c> does.</summary>
internal static class DomainLocation
{
    private const int LabelWidth = 13;

    /// <summary>The best one: of the own site before others, writable before read-only.</summary>
    public static async Task<Result<DomainController>> FindAsync(LocateOrder order, CancellationToken cancellationToken)
    {
        var options = new LocatorOptions
        {
            DnsServer = order.NameServer,
            Site = order.Site,
            RequireWritable = order.Writable || order.Primary,
            RequireKdc = order.Kdc,
            RequireKeyList = order.KeyList,
            Hosts = order.DomainControllers,
        };
        if (!(await new DomainControllerLocator().LocateAsync(order.Domain, options, cancellationToken)).TryGet(out var found, out var refusal))
            return refusal;
        var wanted = (order.Primary ? DomainControllerFlags.PrimaryDomainController : DomainControllerFlags.None)
            | (order.GlobalCatalog ? DomainControllerFlags.GlobalCatalog : DomainControllerFlags.None)
            | (order.TimeService ? DomainControllerFlags.TimeService : DomainControllerFlags.None);
        return found.FirstOrDefault(controller => controller.Flags.HasFlag(wanted)) is { } best
            ? best
            : new Refusal(Catalogue.ActiveDirectory.NoDomainController, $"{order.Domain}: none of {found.Count} is what was asked for");
    }

    /// <summary>The block that nltest prints.</summary>
    public static IReadOnlyList<string> Block(DomainController controller) =>
    [
        Row("DC", @"\\" + controller.HostName),
        Row("Address", @"\\" + controller.Address),
        Row("Dom Guid", controller.DomainGuid.ToString("D")),
        Row("Dom Name", controller.DomainName),
        Row("Forest Name", controller.ForestName),
        .. controller.DcSite is { } site ? [Row("Dc Site Name", site)] : Array.Empty<string>(),
        .. controller.ClientSite is { } own ? [Row("Our Site Name", own)] : Array.Empty<string>(),
        Row("Flags", string.Join(' ', NltestFlags.Of(controller))),
        "The command completed successfully",
    ];

    /// <summary>The line that nltest prints instead.</summary>
    public static string Failure(Refusal refusal) => refusal.Error == Catalogue.ActiveDirectory.DomainNameInvalid
        ? "Getting DC name failed: Status = 1212 0x4bc ERROR_INVALID_DOMAINNAME"
        : "Getting DC name failed: Status = 1355 0x54b ERROR_NO_SUCH_DOMAIN";

    private static string Row(string label, string value) => $"{label.PadLeft(LabelWidth)}: {Terminal.Shown.Line(value)}";
}
