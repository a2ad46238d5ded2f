using Keyway.Server.Accounts;
using Keyway.Server.Devices;
using Keyway.Server.Graph.Queries;
using Keyway.Server.Provisioning.Filters;

namespace Keyway.Server.Graph;

/// <summary>The objects of the API, property by property: what is shown, filtered by, ordered by, and described in the API's document.</summary>
internal static class GraphEntities
{
    /// <summary>A filter that no request can write: the groups with this direct member.</summary>
    public const string HasMember = "$member";

    public static GraphEntity<DirectoryUser> Users { get; } = new(
        "users", "#microsoft.graph.user", DirectoryUsers.Columns, "Account", "Id", "DeletedOn IS NULL", DirectoryUsers.Map, user => user.Id,
        [
            new("id", "uuid", user => user.Id, new("Id", FilterColumnKind.Id)),
            new("userPrincipalName", "string", user => user.UserName, new("UserNameKey", FilterColumnKind.NameKey), "UserNameKey", user => UserName.Key(user.UserName)),
            new("displayName", "string", user => user.DisplayName, new("DisplayName", FilterColumnKind.Text), "lower(DisplayName)", user => DeviceTable.NameKey(user.DisplayName)),
            new("givenName", "string", user => user.Profile?.GivenName, new("GivenName", FilterColumnKind.Text)),
            new("surname", "string", user => user.Profile?.FamilyName, new("FamilyName", FilterColumnKind.Text)),
            new("mail", "string", user => user.Mail, new("Mail", FilterColumnKind.Text)),
            new("accountEnabled", "boolean", user => user.Enabled, new("Enabled", FilterColumnKind.Truth)),
            new("createdDateTime", "date-time", user => user.CreatedOn, new("CreatedOn", FilterColumnKind.Moment)),
            new("onPremisesSyncEnabled", "boolean", user => user.OnPremises is not null, new("(Domain IS NOT NULL)", FilterColumnKind.Truth)),
            new("onPremisesSamAccountName", "string", user => user.OnPremises?.SamAccountName, new("SamAccountName", FilterColumnKind.Text)),
            new("onPremisesDomainName", "string", user => user.Domain, new("Domain", FilterColumnKind.NameKey)),
            new("onPremisesSecurityIdentifier", "string", user => user.OnPremises?.Sid.ToString(), new("Sid", FilterColumnKind.Exact)),
            new("onPremisesImmutableId", "string", user => user.OnPremises is null ? null : user.ExternalId, new("ExternalId", FilterColumnKind.Exact)),
        ]);

    public static GraphEntity<DirectoryGroup> Groups { get; } = new(
        "groups", "#microsoft.graph.group", DirectoryGroups.Columns, "DirectoryGroup", "Id", "TRUE", DirectoryGroups.Map, group => group.Id,
        [
            new("id", "uuid", group => group.Id, new("Id", FilterColumnKind.Id)),
            new("displayName", "string", group => group.DisplayName, new("DisplayName", FilterColumnKind.Text), "lower(DisplayName)", group => DeviceTable.NameKey(group.DisplayName)),
            new("securityEnabled", "boolean", _ => true),
            new("mailEnabled", "boolean", _ => false),
            new("createdDateTime", "date-time", group => group.CreatedOn, new("CreatedOn", FilterColumnKind.Moment)),
            new("onPremisesSyncEnabled", "boolean", group => group.OnPremises is not null, new("(Domain IS NOT NULL)", FilterColumnKind.Truth)),
            new("onPremisesSamAccountName", "string", group => group.OnPremises?.SamAccountName, new("SamAccountName", FilterColumnKind.Text)),
            new("onPremisesDomainName", "string", group => group.Domain, new("Domain", FilterColumnKind.NameKey)),
            new("onPremisesSecurityIdentifier", "string", group => group.OnPremises?.Sid.ToString(), new("Sid", FilterColumnKind.Exact)),
        ]);

    /// <summary>Of <see cref="Groups"/>, also by <see cref="HasMember"/>.</summary>
    public static GraphEntity<DirectoryGroup> GroupsOfMember { get; } = Groups with
    {
        Filters = new Dictionary<string, FilterColumn>(Groups.Filters, StringComparer.OrdinalIgnoreCase) { [HasMember] = new(string.Empty, FilterColumnKind.Member) },
    };

    public static GraphEntity<Device> Devices { get; } = new(
        "devices", "#microsoft.graph.device", DeviceTable.Columns, $"Device d {DeviceTable.Joins}", "d.Id", "TRUE", DeviceTable.Map, device => device.Id,
        [
            new("id", "uuid", device => device.Id, new("d.Id", FilterColumnKind.Id)),
            new("deviceId", "uuid", device => device.Id, new("d.Id", FilterColumnKind.Id)),
            new("displayName", "string", device => device.DisplayName, new("d.DisplayName", FilterColumnKind.Text), "lower(d.DisplayName)", device => DeviceTable.NameKey(device.DisplayName)),
            new("accountEnabled", "boolean", device => device.Enabled, new("(d.Enabled AND COALESCE(h.Enabled, TRUE))", FilterColumnKind.Truth)),
            new("operatingSystem", "string", device => device.DeviceType, new("d.DeviceType", FilterColumnKind.Text)),
            new("operatingSystemVersion", "string", device => device.OsVersion, new("d.OsVersion", FilterColumnKind.Text)),
            new("registrationDateTime", "date-time", device => device.RegisteredOn, new("d.RegisteredOn", FilterColumnKind.Moment)),
            new("trustType", "string", device => device.JoinType == JoinType.Hybrid ? "ServerAd" : "AzureAd",
                new("(CASE d.JoinType WHEN 6 THEN 'ServerAd' ELSE 'AzureAd' END)", FilterColumnKind.Text)),
            new("registeredOwner", "uuid", device => device.OwnerId, new("d.OwnerId", FilterColumnKind.Id)),
            new("onPremisesSyncEnabled", "boolean", device => device.JoinType == JoinType.Hybrid ? true : null),
            new("onPremisesSecurityIdentifier", "string", device => device.Sid, new("h.Sid", FilterColumnKind.Exact)),
        ]);
}
