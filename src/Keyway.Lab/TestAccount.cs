namespace Keyway.Lab;

/// <summary>A person of the lab's domain.</summary>
/// <param name="Name">sAMAccountName, also the local part of the UPN.</param>
/// <param name="State">What becomes of the account after everyone has registered a key.</param>
/// <param name="About">One line for people who try the lab.</param>
public sealed record TestAccount(string Name, string DisplayName, bool Allowed, bool DomainAdministrator, TestAccountState State, string About)
{
    /// <summary>Everyone, in the order in which the documents introduce them.</summary>
    public static IReadOnlyList<TestAccount> All { get; } =
    [
        new("alice", "Alice Ng", Allowed: true, DomainAdministrator: false, TestAccountState.Normal, "may use her key everywhere"),
        new("grace", "Grace Okafor", Allowed: true, DomainAdministrator: false, TestAccountState.Normal, "may use her key everywhere"),
        new("bob", "Bob Meyer", Allowed: false, DomainAdministrator: false, TestAccountState.Normal, "is not in the allowed group"),
        new("carol", "Carol Silva", Allowed: true, DomainAdministrator: false, TestAccountState.MustChangePassword, "must change her password"),
        new("dave", "Dave Lind", Allowed: true, DomainAdministrator: false, TestAccountState.Disabled, "is disabled"),
        new("eve", "Eve Moreau", Allowed: true, DomainAdministrator: true, TestAccountState.Normal, "is a Domain Admin, which the deny list covers"),
        new("frank", "Frank Ito", Allowed: true, DomainAdministrator: false, TestAccountState.Expired, "has an expired account"),
    ];

    /// <summary>The people of the second domain.</summary>
    public static IReadOnlyList<TestAccount> Fabrikam { get; } =
    [
        new("ines", "Ines Prado", Allowed: true, DomainAdministrator: false, TestAccountState.Normal, "may use her key everywhere"),
        new("otto", "Otto Brandt", Allowed: false, DomainAdministrator: false, TestAccountState.Normal, "is not in the allowed group"),
    ];
}
