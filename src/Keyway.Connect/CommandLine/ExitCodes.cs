using Keyway.Errors;

namespace Keyway.Connect.CommandLine;

/// <summary>Which exit code a refusal stands for.</summary>
internal static class ExitCodes
{
    private static readonly HashSet<KeywayError> UsageErrors =
    [
        Catalogue.Connect.OptionInvalid, Catalogue.Connect.SecretFileUnusable, Catalogue.Connect.SecretFileExposed, Catalogue.Connect.SecretMissing,
        Catalogue.Connect.ConnectorFileMalformed, Catalogue.Connect.ConnectorFileExists, Catalogue.Connect.ConnectorOfAnotherDomain, Catalogue.Connect.DomainDiffers, Catalogue.Connect.CaFileUnusable,
        Catalogue.Connect.PublicationKeyFileUnusable, Catalogue.Connect.FingerprintUnconfirmed, Catalogue.Connect.BundleMalformed, Catalogue.Connect.BundleOfAnotherDomain,
        Catalogue.Connect.ConfigFileUnusable, Catalogue.Connect.ConfigFileExposed, Catalogue.Connect.GivenSecretsMalformed, Catalogue.Connect.SignInMissing,
        Catalogue.Connect.AccountFileOfAnother, Catalogue.Connect.ConfirmationMissing, Catalogue.Connect.CertificateFileUnusable, Catalogue.Connect.CertificateDiffers,
        Catalogue.ActiveDirectory.CaFileUnusable, Catalogue.ActiveDirectory.CredentialUnusable, Catalogue.ActiveDirectory.DomainNameInvalid, Catalogue.ActiveDirectory.HostUnusable,
        Catalogue.KerberosServerObject.NameInvalid, Catalogue.Synchronization.StateExposed, Catalogue.Synchronization.ScopeUnknown, Catalogue.Synchronization.ScopeGroupUnsuitable,
        Catalogue.ConnectPasswords.ArmourMissing, Catalogue.ConnectPasswords.KeytabAccountMissing, Catalogue.ConnectPasswords.ConnectorNeeded,
    ];

    private static readonly HashSet<KeywayError> UnreachableErrors =
    [
        Catalogue.Connect.ServerUnreachable, Catalogue.Connect.ServerFailed, Catalogue.Connect.OutcomeUnknown,
        Catalogue.ActiveDirectory.Unreachable, Catalogue.ActiveDirectory.OperationTimedOut, Catalogue.ActiveDirectory.ConnectionLost,
        Catalogue.ActiveDirectory.DnsServerUnknown, Catalogue.ActiveDirectory.DnsUnanswered, Catalogue.ActiveDirectory.DomainUnknown, Catalogue.ActiveDirectory.NoDomainController,
    ];

    private static readonly HashSet<KeywayError> BrokenErrors =
    [
        Catalogue.General.Uninitialised, Catalogue.Connect.Broken, Catalogue.Connect.OutputNotWritten, Catalogue.Connect.ConnectorFileNotWritten, Catalogue.Connect.AccountFileNotWritten,
        Catalogue.ActiveDirectory.LibraryMissing, Catalogue.Synchronization.StateUnusable,
    ];

    public static ExitCode Of(KeywayError error) =>
        UsageErrors.Contains(error) ? ExitCode.Usage
        : UnreachableErrors.Contains(error) ? ExitCode.Unreachable
        : BrokenErrors.Contains(error) ? ExitCode.Broken
        : error == Catalogue.Connect.SidesDiffer || error == Catalogue.Connect.DriftFound ? ExitCode.SidesDiffer
        : ExitCode.Refused;
}
