using Keyway.Errors;

namespace Keyway.KeyList.CommandLine;

/// <summary>Which exit code a refusal stands for.</summary>
internal static class ExitCodes
{
    private static readonly HashSet<KeywayError> UsageErrors =
    [
        Catalogue.KeyList.SettingsUnusable, Catalogue.KeyList.SettingsExposed, Catalogue.KeyList.SettingInvalid, Catalogue.KeyList.AccountFileUnusable, Catalogue.KeyList.AccountFileExposed,
        Catalogue.ActiveDirectory.CaFileUnusable, Catalogue.ActiveDirectory.HostUnusable,
    ];

    private static readonly HashSet<KeywayError> UnreachableErrors =
    [
        Catalogue.ActiveDirectory.Unreachable, Catalogue.ActiveDirectory.OperationTimedOut, Catalogue.ActiveDirectory.ConnectionLost, Catalogue.ActiveDirectory.NoDomainController,
        Catalogue.ActiveDirectory.DnsServerUnknown, Catalogue.ActiveDirectory.DnsUnanswered, Catalogue.ActiveDirectory.DomainUnknown, Catalogue.Kdc.Unreachable,
    ];

    public static ExitCode Of(KeywayError error) =>
        UsageErrors.Contains(error) ? ExitCode.Usage
        : UnreachableErrors.Contains(error) ? ExitCode.Unreachable
        : error == Catalogue.KeyList.Broken || error == Catalogue.KeyList.ListenFailed || error == Catalogue.ActiveDirectory.LibraryMissing ? ExitCode.Broken
        : error == Catalogue.KeyList.ServerUnfit || error == Catalogue.ActiveDirectory.ReplicationSettingsUnknown ? ExitCode.SidesDiffer
        : ExitCode.Refused;
}
