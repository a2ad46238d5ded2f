using Keyway.Server.Accounts;

namespace Keyway.Server.Portal.Administration.Roles;

/// <summary>The roles that people can have, in words.</summary>
internal sealed record RoleWords(Role Role, string Name, string May)
{
    public static IReadOnlyList<RoleWords> All { get; } =
    [
        new(Role.GlobalAdministrator, "Global administrator", "May do everything, also give and withdraw roles. The last one cannot be withdrawn."),
        new(Role.AuthenticationPolicyAdministrator, "Authentication policy administrator", "Decides which sign-in methods and which models of keys are allowed to whom, and imports metadata."),
        new(Role.AuthenticationAdministrator, "Authentication administrator", "The help desk: issues passes and removes keys, but not of administrators."),
        new(Role.DeviceAdministrator, "Device administrator", "Enables, disables and deletes computers."),
        new(Role.HybridIdentityAdministrator, "Hybrid identity administrator", "Looks after Kerberos servers and the sync of domains, and sees nothing of people's methods."),
        new(Role.Reader, "Reader", "Reads what administrators read, and changes nothing."),
    ];

    /// <summary>The names of some roles, on one line.</summary>
    public static string TextOf(IReadOnlySet<Role> roles) => string.Join(", ", All.Where(words => roles.Contains(words.Role)).Select(words => words.Name));

    public static RoleWords? Of(string? name) => All.FirstOrDefault(words => words.Role.ToString() == name);
}
