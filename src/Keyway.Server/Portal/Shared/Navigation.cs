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
        new("Administration",
        [
            new("/admin/users", "Users", Icon.People, Role.GlobalAdministrator, Role.AuthenticationAdministrator, Role.Reader),
            new("/admin/authentication-methods", "Authentication methods", Icon.Shield, PolicyReaders),
            new("/admin/metadata", "Security key models", Icon.List, PolicyReaders),
        ]),
    ];

    public static IEnumerable<NavigationGroup> For(Caller caller) =>
        from wanted in Groups
        let items = wanted.Items.Where(item => item.Roles.Length == 0 || item.Roles.Any(caller.Roles.Contains)).ToList()
        where items.Count > 0
        select wanted with { Items = items };
}
