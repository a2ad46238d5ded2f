using Keyway.Server.Accounts;
using Keyway.Server.Tokens;

namespace Keyway.Server.Portal.Shared;

/// <summary>What stands at the left of every page: the person's own pages, and of the administration what the person's roles open.</summary>
internal static class Navigation
{
    private static readonly Role[] PolicyReaders = [Role.GlobalAdministrator, Role.AuthenticationPolicyAdministrator, Role.AuthenticationAdministrator, Role.Reader];

    private static readonly NavigationGroup[] Groups =
    [
        new("You", [new("/security-info", "Security info", Icon.Key), new("/my-sign-ins", "My sign-ins", Icon.Clock)]),
        new("Organisation",
        [
            new("/admin", "Overview", Icon.Chart, Role.GlobalAdministrator, Role.AuthenticationAdministrator, Role.AuthenticationPolicyAdministrator, Role.DeviceAdministrator, Role.HybridIdentityAdministrator, Role.Reader),
            new("/admin/users", "Users", Icon.People, Role.GlobalAdministrator, Role.AuthenticationAdministrator, Role.Reader),
            new("/admin/authentication-methods", "Authentication methods", Icon.Shield, PolicyReaders),
            new("/admin/metadata", "Security key models", Icon.List, PolicyReaders),
            new("/admin/devices", "Devices", Icon.Computer, Role.GlobalAdministrator, Role.DeviceAdministrator, Role.AuthenticationAdministrator, Role.Reader),
            new("/admin/device-management", "Device management", Icon.Shield, Role.GlobalAdministrator, Role.AuthenticationPolicyAdministrator, Role.DeviceAdministrator, Role.Reader),
            new("/admin/domains", "Domains", Icon.Domain, Role.GlobalAdministrator, Role.HybridIdentityAdministrator, Role.Reader),
            new("/admin/kerberos-servers", "Kerberos servers", Icon.Domain, Role.GlobalAdministrator, Role.HybridIdentityAdministrator, Role.Reader),
            new("/admin/sign-ins", "Sign-ins", Icon.Clock, Role.GlobalAdministrator, Role.AuthenticationAdministrator, Role.Reader),
            new("/admin/audit", "Audit log", Icon.List, Role.GlobalAdministrator, Role.Reader),
            new("/admin/roles", "Roles", Icon.Person, Role.GlobalAdministrator, Role.Reader),
            new("/admin/applications", "Applications", Icon.Key, Role.GlobalAdministrator, Role.Reader),
        ]),
    ];

    public static IEnumerable<NavigationGroup> For(Caller caller) =>
        from wanted in Groups
        let items = wanted.Items.Where(item => item.Roles.Length == 0 || item.Roles.Any(caller.Roles.Contains)).ToList()
        where items.Count > 0
        select wanted with { Items = items };
}
