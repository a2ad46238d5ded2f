using Keyway.ActiveDirectory.Reading;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Tests.Reading;

public sealed class NestedMembershipTests
{
    private const string Domain = "S-1-5-21-1-2-3";

    private static readonly DirectoryUser Bob = User("bob", 1105, 513);

    [Fact]
    public void A_member_of_an_inner_group_is_a_member_of_the_outer_one()
    {
        var inner = Group("inner", 2001, Bob.Dn);
        var outer = Group("outer", 2002, "cn=INNER,DC=a");
        var membership = NestedMembership.Of([Bob], [inner, outer]);

        Assert.Equal([Bob.ObjectGuid], membership.UsersOf(outer));
        Assert.Equal([inner.ObjectGuid, outer.ObjectGuid], membership.GroupsOf(Bob));
    }

    [Fact]
    public void Groups_in_a_circle_end()
    {
        var first = Group("first", 2001, Bob.Dn, "CN=third,DC=a");
        var second = Group("second", 2002, "CN=first,DC=a");
        var third = Group("third", 2003, "CN=second,DC=a", "CN=third,DC=a");
        var membership = NestedMembership.Of([Bob], [first, second, third]);

        Assert.All([first, second, third], group => Assert.Equal([Bob.ObjectGuid], membership.UsersOf(group)));
    }

    [Fact]
    public void The_primary_group_counts_and_so_do_the_groups_around_it()
    {
        var users = Group("Domain Users", 513);
        var around = Group("around", 2001, users.Dn);
        var membership = NestedMembership.Of([Bob], [users, around]);

        Assert.Equal([Bob.ObjectGuid], membership.UsersOf(users));
        Assert.Equal([Bob.ObjectGuid], membership.UsersOf(around));
    }

    [Fact]
    public void Members_of_elsewhere_do_not_count()
    {
        var group = Group("group", 2001, "CN=computer,DC=a", "CN=S-1-5-21-9-9-9-1,CN=ForeignSecurityPrincipals,DC=a");

        Assert.Empty(NestedMembership.Of([Bob], [group]).UsersOf(group));
        Assert.Empty(NestedMembership.Of([], [group]).GroupsOf(Bob));
    }

    private static DirectoryUser User(string name, uint rid, uint primaryGroup) => new()
    {
        ObjectGuid = Guid.NewGuid(),
        Sid = SecurityIdentifier.Parse($"{Domain}-{rid}").Value,
        Dn = $"CN={name},DC=a",
        SamAccountName = name,
        Enabled = true,
        MustChangePassword = false,
        PrimaryGroupId = primaryGroup,
        MemberOf = [],
    };

    private static DirectoryGroup Group(string name, uint rid, params string[] members) => new()
    {
        ObjectGuid = Guid.NewGuid(),
        Sid = SecurityIdentifier.Parse($"{Domain}-{rid}").Value,
        Dn = $"CN={name},DC=a",
        SamAccountName = name,
        IsSecurityGroup = true,
        Members = members,
    };
}
