using Keyway.Contracts.Provisioning;
using Keyway.Server.Accounts;
using Keyway.Server.Hosting;

namespace Keyway.Server.Provisioning;

/// <summary>Stored objects as SCIM shows them.</summary>
internal sealed class ScimResources(ServerOptions options)
{
    /// <summary>Where all of it lives.</summary>
    public string Root { get; } = $"{options.Origin}/scim/v2";

    public string UserLocation(Guid id) => $"{Root}/Users/{id:D}";

    public string GroupLocation(Guid id) => $"{Root}/Groups/{id:D}";

    public ScimUser User(DirectoryUser user) => new(
        user.OnPremises is null ? [ScimSchemas.User] : [ScimSchemas.User, ScimSchemas.OnPremises],
        user.UserName, user.Enabled, user.Id.ToString("D"), user.ExternalId, user.DisplayName,
        user.Mail is null ? null : [new ScimEmail(user.Mail, Primary: true)],
        user.OnPremises is not { } onPremises ? null : new OnPremisesUser(
            onPremises.SamAccountName, onPremises.DomainDnsName, onPremises.DomainNetBiosName, onPremises.Sid.ToString(), onPremises.AccountExpires, onPremises.PasswordExpired,
            onPremises.PasswordLastSet, onPremises.PrimaryGroupSid?.ToString(), onPremises.Privileged),
        new ScimMeta("User", user.CreatedOn, user.ModifiedOn, UserLocation(user.Id), EntityTag.Of(user.Version)));

    /// <param name="members">Null leaves them out.</param>
    public ScimGroup Group(DirectoryGroup group, IEnumerable<DirectoryMember>? members) => new(
        group.OnPremises is null ? [ScimSchemas.Group] : [ScimSchemas.Group, ScimSchemas.OnPremises],
        group.DisplayName, group.Id.ToString("D"), group.ExternalId,
        members is null ? null : [.. members.Select(member => new ScimMember(member.Id.ToString("D"), member.IsGroup ? "Group" : "User"))],
        group.OnPremises is not { } onPremises ? null : new OnPremisesGroup(onPremises.SamAccountName, onPremises.DomainDnsName, onPremises.Sid.ToString()),
        new ScimMeta("Group", group.CreatedOn, group.ModifiedOn, GroupLocation(group.Id), EntityTag.Of(group.Version)));
}
