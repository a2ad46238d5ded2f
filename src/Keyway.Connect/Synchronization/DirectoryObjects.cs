using Keyway.ActiveDirectory.Reading;
using Keyway.Contracts.Provisioning;

namespace Keyway.Connect.Synchronization;

/// <summary>Turns what a domain shows into what its server shall hold.</summary>
/// <param name="domain">The domain.</param>
internal sealed class DirectoryObjects(DomainFacts domain)
{
    /// <summary>More the server does not take.</summary>
    public const int MostCertificates = 8;

    private const int LongestName = 256;

    private readonly string _dnsName = domain.DnsName.ToLowerInvariant();

    public SyncObject Of(DirectoryUser user)
    {
        var name = user.UserPrincipalName ?? $"{user.SamAccountName}@{_dnsName}";
        return Make(ObjectKind.User, user.ObjectGuid, user.Dn, name, Fingerprint.Normal(new ScimUser(
            [],
            name,
            user.Enabled,
            ExternalId: user.ObjectGuid.ToString("D"),
            DisplayName: NameOf(user.DisplayName, user.SamAccountName),
            Emails: user.Mail is null ? null : [new ScimEmail(user.Mail, Primary: true)],
            OnPremises: new OnPremisesUser(
                user.SamAccountName,
                _dnsName,
                domain.NetBiosName,
                user.Sid.ToString(),
                WholeSeconds(user.AccountExpires),
                user.MustChangePassword,
                WholeSeconds(user.PasswordLastSet),
                domain.Sid.Child(user.PrimaryGroupId).ToString(),
                user.AdminCount,
                WholeSeconds(user.PasswordExpires)))));
    }

    public SyncObject Of(DirectoryGroup group) => Make(ObjectKind.Group, group.ObjectGuid, group.Dn, NameOf(group.DisplayName, group.SamAccountName), Fingerprint.Normal(new ScimGroup(
        [],
        NameOf(group.DisplayName, group.SamAccountName),
        ExternalId: group.ObjectGuid.ToString("D"),
        OnPremises: new OnPremisesGroup(group.SamAccountName, _dnsName, group.Sid.ToString()))));

    public SyncObject Of(DirectoryComputer computer) => Make(ObjectKind.Device, computer.ObjectGuid, computer.Dn, computer.SamAccountName, Fingerprint.Normal(new ScimDevice(
        [],
        NameOf(computer.DnsHostName, computer.SamAccountName.TrimEnd('$')),
        computer.Enabled,
        ExternalId: computer.ObjectGuid.ToString("D"),
        OperatingSystem: computer.OperatingSystem,
        OperatingSystemVersion: computer.OperatingSystemVersion,
        Certificates: [.. JoinCertificates.Of(computer).Take(MostCertificates).Select(Convert.ToBase64String)],
        OnPremises: new OnPremisesDevice(computer.SamAccountName, _dnsName, computer.Sid.ToString()))));

    private static SyncObject Make(ObjectKind kind, Guid anchor, string dn, string name, byte[] content) => new(kind, anchor, dn, name, content, Fingerprint.Of(content));

    // Left empty, the server would choose a name, and that would look changed at every full reconcile. A name that is only shown keeps nobody out: what
    // the server would refuse of it, control characters and excess length, goes.
    private static string NameOf(string? displayName, string samAccountName)
    {
        if (string.IsNullOrWhiteSpace(displayName))
            return samAccountName;
        var shown = string.Concat(displayName.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        return shown.Length <= LongestName ? shown : shown[..LongestName];
    }

    // The domain counts in 100 ns; a store that keeps less must not look changed.
    private static DateTimeOffset? WholeSeconds(DateTimeOffset? time) =>
        time is { } value ? DateTimeOffset.FromUnixTimeSeconds(value.ToUnixTimeSeconds()) : null;
}
