using Keyway.Errors;

namespace Keyway.Device.Terminal;

/// <summary>What the command tells the program that started it.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int Usage = 2;
    public const int Unreachable = 4;
    public const int Broken = 5;

    /// <summary>What was begun waits for somebody else; running the command again goes on.</summary>
    public const int Pending = 6;

    private static readonly IReadOnlyDictionary<KeywayError, int> Special = new Dictionary<KeywayError, int>
    {
        [Catalogue.Device.CommandLineUnclear] = Usage,
        [Catalogue.Device.ServerAddressInvalid] = Usage,
        [Catalogue.Device.CacheKindUnknown] = Usage,
        [Catalogue.ActiveDirectory.HostUnusable] = Usage,
        [Catalogue.Device.ServerUnreachable] = Unreachable,
        [Catalogue.Kdc.Unreachable] = Unreachable,
        [Catalogue.Kdc.NoneKnown] = Unreachable,
        [Catalogue.ActiveDirectory.Unreachable] = Unreachable,
        [Catalogue.ActiveDirectory.DnsServerUnknown] = Unreachable,
        [Catalogue.ActiveDirectory.DnsUnanswered] = Unreachable,
        [Catalogue.ActiveDirectory.DomainUnknown] = Unreachable,
        [Catalogue.ActiveDirectory.NoDomainController] = Unreachable,
        [Catalogue.Device.Broken] = Broken,
        [Catalogue.Device.SyncPending] = Pending,
    };

    /// <summary>The word that a document for programs carries beside the code.</summary>
    public static string Name(int code) => code switch
    {
        Done => "done",
        Usage => "usage",
        Unreachable => "unreachable",
        Broken => "broken",
        Pending => "pending",
        _ => "refused",
    };

    /// <summary>The code for a refusal.</summary>
    public static int Of(Refusal refusal) => Special.GetValueOrDefault(refusal.Error, Refused);
}
