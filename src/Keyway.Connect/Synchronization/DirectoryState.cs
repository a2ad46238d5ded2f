using Keyway.ActiveDirectory.Reading;
using Keyway.Contracts.Provisioning;

namespace Keyway.Connect.Synchronization;

/// <summary>What the domain says that the server shall hold, by objectGUID.</summary>
internal sealed record DirectoryState(IReadOnlyDictionary<Guid, ScimUser> Users, IReadOnlyDictionary<Guid, DesiredGroup> Groups)
{
    private static readonly string[] UserSchemas = [ScimSchemas.User, ScimSchemas.OnPremises];

    /// <summary>
    /// All people, and all security groups with those direct members that are themselves synced. A distribution list grants nothing in
    /// the domain, also not to whom it is nested in, so it is left out.
    /// </summary>
    /// <param name="domain">The domain they are of.</param>
    /// <param name="users">All people.</param>
    /// <param name="groups">All groups.</param>
    /// <param name="privileged">objectGUIDs of the accounts with adminCount set.</param>
    public static DirectoryState Of(DomainFacts domain, IEnumerable<DirectoryUser> users, IEnumerable<DirectoryGroup> groups, IReadOnlySet<Guid> privileged)
    {
        var people = new Dictionary<Guid, ScimUser>();
        var byDn = new Dictionary<string, GroupMember>(StringComparer.OrdinalIgnoreCase);
        foreach (var user in users)
        {
            people[user.ObjectGuid] = Convert(domain, user, privileged.Contains(user.ObjectGuid));
            byDn[user.Dn] = new GroupMember(user.ObjectGuid, IsGroup: false);
        }

        var securityGroups = groups.Where(group => group.IsSecurityGroup).ToList();
        foreach (var group in securityGroups)
            byDn[group.Dn] = new GroupMember(group.ObjectGuid, IsGroup: true);

        var desired = new Dictionary<Guid, DesiredGroup>();
        foreach (var group in securityGroups)
        {
            // A group in itself grants nothing more.
            var members = group.Members.Select(dn => byDn.GetValueOrDefault(dn)).Where(member => member != default && member.Anchor != group.ObjectGuid).Distinct();
            desired[group.ObjectGuid] = new DesiredGroup(
                group.ObjectGuid,
                NameOf(group.DisplayName, group.SamAccountName),
                new OnPremisesGroup(group.SamAccountName, domain.DnsName, group.Sid.ToString()),
                [.. members]);
        }

        return new DirectoryState(people, desired);
    }

    private static ScimUser Convert(DomainFacts domain, DirectoryUser user, bool privileged) => new(
        UserSchemas,
        user.UserPrincipalName ?? $"{user.SamAccountName}@{domain.DnsName}",
        user.Enabled,
        ExternalId: user.ObjectGuid.ToString("D"),
        DisplayName: NameOf(user.DisplayName, user.SamAccountName),
        Emails: user.Mail is null ? null : [new ScimEmail(user.Mail, Primary: true)],
        OnPremises: new OnPremisesUser(
            user.SamAccountName,
            domain.DnsName,
            domain.NetBiosName,
            user.Sid.ToString(),
            WholeSeconds(user.AccountExpires),
            user.MustChangePassword,
            WholeSeconds(user.PasswordLastSet),
            domain.Sid.Child(user.PrimaryGroupId).ToString(),
            privileged));

    // Left empty, the server would choose a name, and that would look changed at every sync.
    private static string NameOf(string? displayName, string samAccountName) => string.IsNullOrWhiteSpace(displayName) ? samAccountName : displayName;

    // The domain counts in 100 ns; a store that keeps less must not look changed at every sync.
    private static DateTimeOffset? WholeSeconds(DateTimeOffset? time) =>
        time is { } value ? DateTimeOffset.FromUnixTimeSeconds(value.ToUnixTimeSeconds()) : null;
}
