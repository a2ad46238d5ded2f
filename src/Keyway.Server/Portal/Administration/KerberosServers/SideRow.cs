using System.Globalization;
using Keyway.Contracts.KerberosServers;
using Keyway.Server.KerberosServers;

namespace Keyway.Server.Portal.Administration.KerberosServers;

/// <summary>One fact of a Kerberos server: what this server holds, and what the domain holds as its connector saw it last.</summary>
/// <param name="There">What the connector found instead; null when it found the same.</param>
internal sealed record SideRow(string Fact, string Here, string? There)
{
    public bool Differs => There is not null;

    /// <summary>Every fact that a check compares.</summary>
    public static IEnumerable<SideRow> Of(KerberosServer server)
    {
        yield return Row("Object", $"{server.Name}, {server.DisplayName}", DriftKind.ObjectMissing, DriftKind.DuplicateObject);
        yield return Row("Number (branch id)", Text(server.BranchId), DriftKind.ObjectReplaced);
        yield return Row("Key version", $"{Text(server.KeyVersion)}, tickets carry {Text(server.TicketKeyVersion)}", DriftKind.KeyVersionDiffers);
        yield return Row("Key chosen on", server.KeyUpdatedOn.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC", DriftKind.KeyTooOld);
        yield return Row("Groups that get tickets", string.Join(", ", server.AllowedSids), DriftKind.AllowListChanged, DriftKind.PrivilegedMemberAllowed);
        yield return Row("Groups that never do", string.Join(", ", server.DeniedSids), DriftKind.DenyListChanged);
        yield return Row("Computer account", "enabled, a read-only domain controller with its krbtgt account", DriftKind.AccountDisabled, DriftKind.PartialSecretsMissing, DriftKind.LinkMissing);
        yield return Row("Encryption", "AES256", DriftKind.EncryptionTypeRefused);
        yield return Row("Service connection point", "this server", DriftKind.SupportObjectDiffers);

        SideRow Row(string fact, string here, params ReadOnlySpan<DriftKind> kinds)
        {
            var found = new List<string>();
            foreach (var finding in server.Drift?.Findings ?? [])
            {
                if (kinds.Contains(finding.Kind))
                    found.Add(finding.Detail.Length > 0 ? finding.Detail : DriftText.Of(finding.Kind));
            }

            return new SideRow(fact, here, found.Count == 0 ? null : string.Join("; ", found));
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
