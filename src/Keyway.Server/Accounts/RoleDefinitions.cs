using System.Collections.Frozen;

namespace Keyway.Server.Accounts;

/// <summary>The roles that people can have, under the vendor's well-known template ids, which its administrators' scripts name. A connector's role is nobody's.</summary>
internal static class RoleDefinitions
{
    public static readonly FrozenDictionary<Guid, Role> ById = new Dictionary<Guid, Role>
    {
        [Guid.Parse("62e90394-69f5-4237-9190-012177145e10")] = Role.GlobalAdministrator,
        [Guid.Parse("c4e39bd9-1100-46d3-8c65-fb160da0071f")] = Role.AuthenticationAdministrator,
        [Guid.Parse("f2ef992c-3afb-46b9-b7cf-a126ee74c451")] = Role.Reader,
        [Guid.Parse("8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2")] = Role.HybridIdentityAdministrator,
        [Guid.Parse("0526716b-113d-4c15-b2c8-68e3c22b9f80")] = Role.AuthenticationPolicyAdministrator,
        [Guid.Parse("7698a772-787b-4ac8-901f-60d6b08affd2")] = Role.DeviceAdministrator,
    }.ToFrozenDictionary();

    /// <summary>Each role as the API shows it: the vendor's name, and what it reaches here.</summary>
    public static IReadOnlyList<RoleDefinitionResource> All { get; } =
        [.. ById.OrderBy(definition => definition.Value).Select(definition => Shown(definition.Key, definition.Value))];

    private static RoleDefinitionResource Shown(Guid id, Role role)
    {
        var (name, description) = role switch
        {
            Role.GlobalAdministrator => ("Global Administrator", "May change everything, also who has which role."),
            Role.AuthenticationAdministrator => ("Authentication Administrator", "The help desk: may change other people's sign-in methods, but not an administrator's."),
            Role.Reader => ("Global Reader", "May read what administrators read."),
            Role.HybridIdentityAdministrator => ("Hybrid Identity Administrator", "May publish, remove and report the Kerberos servers of every synced domain, and nothing of people."),
            Role.AuthenticationPolicyAdministrator => ("Authentication Policy Administrator", "May change which sign-in methods are allowed to whom, and import metadata of security keys."),
            Role.DeviceAdministrator => ("Cloud Device Administrator", "May enable, disable and delete computers."),
            _ => (role.ToString(), ""),
        };
        return new RoleDefinitionResource(id, id, name, description);
    }

    /// <summary>The id of a role; null for one that people cannot have.</summary>
    public static Guid? IdOf(Role role) => ById.Where(definition => definition.Value == role).Select(definition => (Guid?)definition.Key).FirstOrDefault();
}
