using Keyway.Connect.Synchronization;

namespace Keyway.Connect.Tests.Synchronization;

public sealed class SyncScopeTests
{
    private static readonly SyncScope Scope = new(["OU=Staff,DC=contoso,DC=corp,DC=com"], ["OU=Tests,OU=Staff,DC=contoso,DC=corp,DC=com"], null);

    [Theory]
    [InlineData("CN=alice,OU=Staff,DC=contoso,DC=corp,DC=com", true)]
    [InlineData("cn=alice,ou=deep,ou=staff,dc=contoso,dc=corp,dc=com", true)]
    [InlineData("CN=alice,OU=Tests,OU=Staff,DC=contoso,DC=corp,DC=com", false)]
    [InlineData("CN=alice,OU=OtherStaff,DC=contoso,DC=corp,DC=com", false)]
    [InlineData(@"CN=evil\,OU=Staff,DC=contoso,DC=corp,DC=com", false)]
    [InlineData(@"CN=evil\\,OU=Staff,DC=contoso,DC=corp,DC=com", true)]
    [InlineData("CN=alice,CN=Users,DC=contoso,DC=corp,DC=com", false)]
    public void A_place_is_in_it_by_its_whole_parts_alone(string dn, bool held) => Assert.Equal(held, Scope.HoldsPlace(dn));

    [Fact]
    public void It_is_the_same_scope_in_any_order_and_case_and_another_one_by_anything_else()
    {
        Assert.Equal(new SyncScope(["OU=b", "OU=a"], [], null).ToString(), new SyncScope(["ou=A", "ou=B"], [], null).ToString());
        Assert.NotEqual(new SyncScope(["OU=a"], [], null).ToString(), new SyncScope([], ["OU=a"], null).ToString());
        Assert.NotEqual(SyncScope.All.ToString(), new SyncScope([], [], new ScopeGroup(Samples.Anchor(1), "CN=g")).ToString());
    }
}
