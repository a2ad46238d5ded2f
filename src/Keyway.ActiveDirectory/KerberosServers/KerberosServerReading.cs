using System.Globalization;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Reading;
using Keyway.ActiveDirectory.Replication;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Describes the objects that a search found.</summary>
internal sealed class KerberosServerReading(DomainConnection connection)
{
    // Said by faults of their own.
    private const UserAccountControl Weighed = UserAccountControl.PartialSecrets | UserAccountControl.AccountDisabled;

    private readonly KeyChangeReading _changes = new(connection);

    /// <summary>The description; <c>KW1501</c> or <c>KW1502</c> when computer or krbtgt account is missing.</summary>
    public async Task<Result<KerberosServerDescription>> DescribeAsync(KerberosServerParts parts, DomainFacts domain, CancellationToken cancellationToken)
    {
        if (parts.Computer is null || parts.User is null)
            return Missing(parts, domain);

        if (KerberosServerParts.SidOf(parts.Computer) is not { } computerSid
            || KerberosServerParts.SidOf(parts.User) is not { } userSid
            || parts.User.Integer(KerberosServerAttributes.Number) is not (>= 1 and <= ushort.MaxValue and var id)
            || parts.User.Integer(KerberosServerAttributes.KeyVersion) is not (>= 0 and <= int.MaxValue and var keyVersion)
            || parts.User.Text("sAMAccountName") is not { } displayName)
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, $"{parts.User.Dn} lacks number, key version or SID, or the account may not see them");

        // Metadata is for people: an account that may not read it still sees the rest.
        var origin = "";
        if ((await _changes.ReadAsync(parts.User.Dn, cancellationToken).ConfigureAwait(false)).TryGet(out var change, out _)
            && (await _changes.ReadOriginAsync(change, cancellationToken).ConfigureAwait(false)).TryGet(out var host, out _))
            origin = host;

        return new KerberosServerDescription
        {
            Id = (int)id,
            Name = parts.Names.Name,
            UserAccount = parts.User.Dn,
            ComputerAccount = parts.Computer.Dn,
            DisplayName = displayName,
            DomainDnsName = domain.DnsName,
            NetBiosName = domain.NetBiosName,
            DomainSid = domain.Sid,
            UserAccountSid = userSid,
            ComputerAccountSid = computerSid,

            // Only the low half goes into a ticket ([MS-KILE] 3.1.5.8).
            TicketKeyVersion = (int)(keyVersion & ushort.MaxValue),
            KeyVersion = change?.OriginatingUsn ?? 0,
            KeyUpdatedOn = change?.ChangedOn,
            KeyUpdatedFrom = origin.Length == 0 ? null : origin,
            AllowGroups = parts.Allow,
            DenyGroups = parts.Deny,
            ServiceConnectionPoint = parts.ConnectionPoint?.Dn,
            SettingsObjectGuid = parts.HasSettings ? parts.Settings?.Guid("objectGUID") : null,
            Faults = [.. Faults(parts, ConnectionPointKeywords.For(id.ToString(CultureInfo.InvariantCulture), userSid.ToString(), computerSid.ToString()))],
        };
    }

    private static Refusal Missing(KerberosServerParts parts, DomainFacts domain) =>
        parts.Computer is null && parts.User is null
            ? new Refusal(Catalogue.KerberosServerObject.NotFound, $"{parts.Names.Name} in {domain.DnsName}")
            : new Refusal(
                Catalogue.KerberosServerObject.Incomplete,
                parts.Computer is null ? $"there is {parts.User!.Dn}, but no computer {parts.Names.Name}" : $"there is {parts.Computer.Dn}, but no krbtgt account");

    private static IEnumerable<KerberosServerFault> Faults(KerberosServerParts parts, IReadOnlyList<string> wanted)
    {
        if (!parts.Linked)
            yield return KerberosServerFault.LinkMissing;
        if (!parts.Control.HasFlag(UserAccountControl.PartialSecrets))
            yield return KerberosServerFault.PartialSecretsMissing;
        if (parts.Control.HasFlag(UserAccountControl.AccountDisabled))
            yield return KerberosServerFault.ComputerDisabled;
        if ((parts.Control | Weighed) != (KerberosServerDesign.ComputerControl | Weighed))
            yield return KerberosServerFault.AccountControlDiffers;
        if (parts.Allow.Count == 0)
            yield return KerberosServerFault.AllowListEmpty;
        if (parts.Deny.Count == 0)
            yield return KerberosServerFault.DenyListEmpty;
        if (parts.ConnectionPoint is not { } point)
            yield return KerberosServerFault.ServiceConnectionPointMissing;
        else if (!wanted.All(keyword => point.Texts(KerberosServerAttributes.Keywords).Contains(keyword, StringComparer.OrdinalIgnoreCase)))
            yield return KerberosServerFault.ServiceConnectionPointDiffers;
        if (!parts.HasSettings)
            yield return KerberosServerFault.SettingsObjectMissing;
    }
}
