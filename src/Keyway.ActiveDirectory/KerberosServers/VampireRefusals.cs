using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>What Samba's net program printed, as a numbered refusal.</summary>
internal static class VampireRefusals
{
    // Samba answers a wrong password for a user principal name with NOT_FOUND.
    private static readonly (string Phrase, KeywayError Error)[] Known =
    [
        ("Replication access was denied", Catalogue.ActiveDirectory.ReplicationAccessDenied),
        ("WERR_DS_DRA_ACCESS_DENIED", Catalogue.ActiveDirectory.ReplicationAccessDenied),
        ("NT_STATUS_ACCESS_DENIED", Catalogue.ActiveDirectory.ReplicationAccessDenied),
        ("DN specified for this replication operation is invalid", Catalogue.ActiveDirectory.NoSuchObject),
        ("WERR_DS_DRA_BAD_DN", Catalogue.ActiveDirectory.NoSuchObject),
        ("NT_STATUS_LOGON_FAILURE", Catalogue.ActiveDirectory.InvalidCredentials),
        ("NT_STATUS_NOT_FOUND", Catalogue.ActiveDirectory.InvalidCredentials),
        ("NT_STATUS_ACCOUNT_", Catalogue.ActiveDirectory.AccountRefused),
        ("NT_STATUS_PASSWORD_", Catalogue.ActiveDirectory.AccountRefused),
        ("NT_STATUS_INVALID_LOGON_HOURS", Catalogue.ActiveDirectory.AccountRefused),
        ("NT_STATUS_INVALID_WORKSTATION", Catalogue.ActiveDirectory.AccountRefused),
        ("NT_STATUS_CONNECTION_", Catalogue.ActiveDirectory.Unreachable),
        ("NT_STATUS_HOST_UNREACHABLE", Catalogue.ActiveDirectory.Unreachable),
        ("NT_STATUS_NETWORK_UNREACHABLE", Catalogue.ActiveDirectory.Unreachable),
        ("NT_STATUS_IO_TIMEOUT", Catalogue.ActiveDirectory.Unreachable),
    ];

    public static Refusal For(string output, DomainCredential credential)
    {
        var line = LastLine(output);

        // Samba 4.17 seals this replication by NTLM only, and says that it lacks a parameter when it may not.
        if (credential is DomainCredential.Ccache && output.Contains("NT_STATUS_INVALID_PARAMETER", StringComparison.Ordinal))
            return new Refusal(Catalogue.ActiveDirectory.ReplicationNeedsPassword, line);

        foreach (var (phrase, error) in Known)
        {
            if (output.Contains(phrase, StringComparison.Ordinal))
                return new Refusal(error, line);
        }

        return new Refusal(Catalogue.ActiveDirectory.ReplicationToolFailed, line);
    }

    private static string LastLine(string output)
    {
        var line = output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "it said nothing";
        return string.Concat((line.Length > 300 ? line[..300] : line).Select(c => char.IsControl(c) ? ' ' : c));
    }
}
