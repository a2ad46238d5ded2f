using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.KerberosServers;
using Keyway.Connect.Terminal;
using Keyway.Contracts.KerberosServers;

namespace Keyway.Connect.Drift;

/// <summary>What an inspection of the domain means beside what was published.</summary>
internal static class DriftComparison
{
    private const int NamesShown = 3;

    /// <summary>In the order of the kinds: what must be repaired first comes first.</summary>
    /// <param name="here">The domain's side.</param>
    /// <param name="published">The server's side.</param>
    /// <param name="oldestKey">A key that was chosen before is too old.</param>
    public static IReadOnlyList<DriftFinding> Of(KerberosServerFindings here, KerberosServerState published, DateTimeOffset oldestKey)
    {
        var found = new List<DriftFinding>();
        if (here.Server is { } server)
        {
            OfObject(server, published);
            Add(DriftKind.SupportObjectDiffers, here.MissingObjects.Count > 0, "missing: " + Names(here.MissingObjects));
        }
        else
        {
            Add(DriftKind.ObjectMissing, true, "missing: " + Names(here.MissingObjects));
        }

        Add(DriftKind.DuplicateObject, here.Duplicates.Count > 0, Names(here.Duplicates));
        Add(DriftKind.EncryptionTypeRefused, !here.AesAllowed, here.AesRefusedBy ?? "AES256");
        Add(DriftKind.PrivilegedMemberAllowed, here.PrivilegedMembers.Count > 0, Names(here.PrivilegedMembers));
        Add(DriftKind.KeyTooOld, here.Server?.KeyUpdatedOn < oldestKey, "chosen on " + KerberosServerColumns.Time(here.Server?.KeyUpdatedOn));
        return [.. found.OrderBy(finding => finding.Kind)];

        void OfObject(KerberosServerDescription server, KerberosServerState published)
        {
            Add(DriftKind.LinkMissing, server.Faults.Contains(KerberosServerFault.LinkMissing), "msDS-KrbTgtLink of " + server.ComputerAccount);
            Add(DriftKind.PartialSecretsMissing, server.Faults.Contains(KerberosServerFault.PartialSecretsMissing), "userAccountControl of " + server.ComputerAccount);
            Add(DriftKind.AccountDisabled, server.Faults.Contains(KerberosServerFault.ComputerDisabled), server.ComputerAccount);
            AddList(DriftKind.AllowListChanged, server.AllowGroups, published.AllowedSids);
            AddList(DriftKind.DenyListChanged, server.DenyGroups, published.DeniedSids);
            Add(DriftKind.SupportObjectDiffers, server.Faults.Contains(KerberosServerFault.ServiceConnectionPointDiffers), "the service connection point names another number or other accounts");
            OfKey(server, published);
        }

        void OfKey(KerberosServerDescription server, KerberosServerState published)
        {
            if (server.Id != published.CloudId)
                Add(DriftKind.ObjectReplaced, true, $"number {server.Id} in the domain, {published.CloudId} published");
            else if (server.TicketKeyVersion < published.TicketKeyVersion || IsEarlier(server.KeyUpdatedOn, published.CloudKeyUpdatedOn))
                Add(DriftKind.ObjectReplaced, true, Versions(server, published));

            // Who may not read the metadata sees version 0, which says nothing.
            else if (server.TicketKeyVersion != published.TicketKeyVersion || (server.KeyVersion != 0 && server.KeyVersion != published.CloudKeyVersion))
                Add(DriftKind.KeyVersionDiffers, true, Versions(server, published));
        }

        void AddList(DriftKind kind, IReadOnlyList<RevealGroup> groups, IReadOnlyList<string> sids) =>
            Add(kind, !PublishedLists.Same(groups, sids), PublishedLists.Difference(groups, sids));

        void Add(DriftKind kind, bool holds, string detail)
        {
            if (holds)
                found.Add(new DriftFinding(kind, SafeText.Of(detail)));
        }
    }

    private static string Versions(KerberosServerDescription here, KerberosServerState published) =>
        $"key version {here.KeyVersion} (ticket key version {here.TicketKeyVersion}) in the domain, {published.CloudKeyVersion} ({published.TicketKeyVersion}) published";

    // The metadata counts whole seconds.
    private static bool IsEarlier(DateTimeOffset? here, DateTimeOffset published) => here is { } time && time.ToUnixTimeSeconds() < published.ToUnixTimeSeconds();

    private static string Names(IReadOnlyList<string> names) =>
        string.Join("; ", names.Take(NamesShown)) + (names.Count > NamesShown ? $" and {names.Count - NamesShown} more" : "");
}
