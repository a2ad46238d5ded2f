using System.Collections.Frozen;

namespace Keyway.Server.Tokens;

/// <summary>Permissions by the names that stand in tokens, requests and the store.</summary>
internal static class Permissions
{
    private static readonly FrozenDictionary<Permission, string> Names = new Dictionary<Permission, string>
    {
        [Permission.UserRead] = "User.Read",
        [Permission.UserReadAll] = "User.Read.All",
        [Permission.UserReadWriteAll] = "User.ReadWrite.All",
        [Permission.GroupReadAll] = "Group.Read.All",
        [Permission.GroupReadWriteAll] = "Group.ReadWrite.All",
        [Permission.DeviceReadAll] = "Device.Read.All",
        [Permission.DeviceReadWriteAll] = "Device.ReadWrite.All",
        [Permission.UserAuthenticationMethodReadWrite] = "UserAuthenticationMethod.ReadWrite",
        [Permission.UserAuthenticationMethodReadAll] = "UserAuthenticationMethod.Read.All",
        [Permission.UserAuthenticationMethodReadWriteAll] = "UserAuthenticationMethod.ReadWrite.All",
        // The vendor has no such one: there, the one above reaches administrators by a role of the application.
        [Permission.UserAuthenticationMethodReadWriteAdministrators] = "UserAuthenticationMethod.ReadWrite.Administrators",
        [Permission.PolicyReadAll] = "Policy.Read.All",
        [Permission.PolicyReadWriteAuthenticationMethod] = "Policy.ReadWrite.AuthenticationMethod",
        [Permission.AuditLogReadAll] = "AuditLog.Read.All",
        [Permission.RoleManagementReadDirectory] = "RoleManagement.Read.Directory",
        [Permission.ApplicationReadAll] = "Application.Read.All",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Permission> ByName = Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Those that can be granted to an application: not the ones about a signed-in person.</summary>
    public static IReadOnlyList<Permission> OfApplications { get; } =
        [.. Names.Keys.Where(permission => permission is not (Permission.UserRead or Permission.UserAuthenticationMethodReadWrite)).Order()];

    /// <summary>Every permission, in the order of the documentation.</summary>
    public static IReadOnlyList<Permission> All { get; } = [.. Names.Keys.Order()];

    /// <summary>The names of some by spaces, as <c>scp</c> has them.</summary>
    public static string Text(this IReadOnlySet<Permission> permissions) => string.Join(' ', permissions.Order().Select(Name));

    public static string Name(this Permission permission) => Names[permission];

    /// <summary>The permission of a name, whose case counts; null when there is none.</summary>
    public static Permission? Find(string name) => ByName.TryGetValue(name, out var permission) ? permission : null;

    /// <summary>Those of the names that this version knows; one that it does not know counts for nothing.</summary>
    public static IReadOnlySet<Permission> Of(IEnumerable<string> names) => names.Select(Find).OfType<Permission>().ToHashSet();
}
