using Keyway.Server.Accounts;

namespace Keyway.Server.Portal.Shared;

/// <summary>Roles in the words that people use.</summary>
internal static class RoleText
{
    public static string Of(Role role) => role switch
    {
        Role.GlobalAdministrator => "Global administrator",
        Role.AuthenticationAdministrator => "Authentication administrator",
        Role.AuthenticationPolicyAdministrator => "Authentication policy administrator",
        Role.DeviceAdministrator => "Device administrator",
        Role.HybridIdentityAdministrator => "Hybrid identity administrator",
        Role.Reader => "Reader",
        _ => role.ToString(),
    };

    public static string Of(IEnumerable<Role> roles) => string.Join(", ", roles.Order().Select(Of));
}
