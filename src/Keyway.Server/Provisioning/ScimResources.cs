using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Keyway.Contracts;
using Keyway.Contracts.Provisioning;
using Keyway.Server.Accounts;
using Keyway.Server.Devices;
using Keyway.Server.Hosting;

namespace Keyway.Server.Provisioning;

/// <summary>Stored objects as SCIM shows them.</summary>
internal sealed class ScimResources(ServerOptions options)
{
    /// <summary>Where all of it lives.</summary>
    public string Root { get; } = $"{options.Origin}/scim/v2";

    public string Location(ScimKind kind, Guid id) => $"{Root}/{kind}/{id:D}";

    public void Write(Utf8JsonWriter writer, DirectoryUser user, Projection projection) => Write(writer, User(user), ContractsJson.Default.ScimUser, projection, user.Profile);

    /// <param name="members">Null leaves them out.</param>
    public void Write(Utf8JsonWriter writer, DirectoryGroup group, IEnumerable<DirectoryMember>? members, Projection projection) =>
        Write(writer, Group(group, members), ContractsJson.Default.ScimGroup, projection, null);

    public void Write(Utf8JsonWriter writer, HybridDevice device, bool registered, Projection projection) =>
        Write(writer, Device(device, registered), ContractsJson.Default.ScimDevice, projection, null);

    private static void Write<T>(Utf8JsonWriter writer, T resource, JsonTypeInfo<T> type, Projection projection, UserProfile? profile)
    {
        if (profile is null && projection.IsAll)
        {
            JsonSerializer.Serialize(writer, resource, type);
            return;
        }

        var shown = JsonSerializer.SerializeToNode(resource, type)!.AsObject();
        if (profile is not null)
            AddProfile(shown, JsonNode.Parse(profile.Json)!.AsObject());
        projection.Apply(shown);
        shown.WriteTo(writer);
    }

    private static void AddProfile(JsonObject shown, JsonObject profile)
    {
        foreach (var (name, value) in profile.ToList())
        {
            profile.Remove(name);
            if (shown[name] is not JsonArray mails)
            {
                shown[name] = value;
                continue;
            }

            foreach (var other in value!.AsArray().ToList())
            {
                value.AsArray().Remove(other);
                mails.Add(other);
            }
        }

        if (shown.ContainsKey(ScimSchemas.EnterpriseUser))
            shown["schemas"]!.AsArray().Add(ScimSchemas.EnterpriseUser);
    }

    private ScimUser User(DirectoryUser user) => new(
        user.OnPremises is null ? [ScimSchemas.User] : [ScimSchemas.User, ScimSchemas.OnPremises],
        user.UserName, user.Enabled, user.Id.ToString("D"), user.ExternalId, user.DisplayName,
        user.Mail is null ? null : [new ScimEmail(user.Mail, Primary: true, user.MailType)],
        user.OnPremises is not { } onPremises ? null : new OnPremisesUser(
            onPremises.SamAccountName, onPremises.DomainDnsName, onPremises.DomainNetBiosName, onPremises.Sid.ToString(), onPremises.AccountExpires, onPremises.PasswordExpired,
            onPremises.PasswordLastSet, onPremises.PrimaryGroupSid?.ToString(), onPremises.Privileged, onPremises.PasswordExpires),
        new ScimMeta("User", user.CreatedOn, user.ModifiedOn, Location(ScimKind.Users, user.Id), EntityTag.Of(user.Version)));

    private ScimGroup Group(DirectoryGroup group, IEnumerable<DirectoryMember>? members) => new(
        group.OnPremises is null ? [ScimSchemas.Group] : [ScimSchemas.Group, ScimSchemas.OnPremises],
        group.DisplayName, group.Id.ToString("D"), group.ExternalId,
        members is null ? null : [.. members.Select(member => new ScimMember(member.Id.ToString("D"), member.IsGroup ? "Group" : "User"))],
        group.OnPremises is not { } onPremises ? null : new OnPremisesGroup(onPremises.SamAccountName, onPremises.DomainDnsName, onPremises.Sid.ToString()),
        new ScimMeta("Group", group.CreatedOn, group.ModifiedOn, Location(ScimKind.Groups, group.Id), EntityTag.Of(group.Version)));

    private ScimDevice Device(HybridDevice device, bool registered) => new(
        [ScimSchemas.Device, ScimSchemas.OnPremises], device.DisplayName, device.Enabled, device.Id.ToString("D"), device.Id.ToString("D"),
        Known(device.OperatingSystem), Known(device.OperatingSystemVersion), [.. device.Certificates.Select(Convert.ToBase64String)], registered,
        new OnPremisesDevice(device.SamAccountName, device.Domain, device.Sid),
        new ScimMeta("Device", device.CreatedOn, device.ModifiedOn, Location(ScimKind.Devices, device.Id), EntityTag.Of(device.Version)));

    private static string? Known(string text) => text.Length == 0 ? null : text;
}
