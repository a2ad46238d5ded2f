using Keyway.ActiveDirectory.GroupPolicy;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Tests.GroupPolicy;

public sealed class GroupPolicyOrderTests
{
    private static readonly Guid Id = new("31b2f340-016d-11d2-945f-00c04fb984f9");

    [Fact]
    public void Links_are_read_with_their_options()
    {
        var links = GroupPolicyLink.Parse("[LDAP://cn={A},cn=policies,DC=x;0][ldap://CN={B},DC=x;1][LDAP://CN={C};D,DC=x;2] ").Value;
        Assert.Equal([("cn={A},cn=policies,DC=x", false, false), ("CN={B},DC=x", true, false), ("CN={C};D,DC=x", false, true)], links.Select(link => (link.ObjectDn, link.IsDisabled, link.IsEnforced)));
        Assert.Empty(GroupPolicyLink.Parse(" ").Value);
    }

    [Theory]
    [InlineData("[LDAP://CN={A},DC=x;0")]
    [InlineData("LDAP://CN={A},DC=x;0]")]
    [InlineData("[LDAP://CN={A},DC=x]")]
    [InlineData("[LDAP://CN={A},DC=x;4]")]
    [InlineData("[LDAP://CN={A},DC=x;-1]")]
    [InlineData("[LDAP://CN={A},DC=x;]")]
    [InlineData("[http://evil/;0]")]
    [InlineData("[]")]
    public void D11_links_that_do_not_follow_their_grammar_are_refused(string text) =>
        Assert.Equal(Catalogue.Policies.LinkMalformed, GroupPolicyLink.Parse(text).Refusal.Error);

    [Fact]
    public void The_nearest_unit_overrules_and_what_is_enforced_higher_overrules_it() => Assert.Equal(
        "site domain1 domain2 unit | unit-enforced domain-enforced site-enforced",
        Order(Scope("site", false, "site", "site-enforced!"), Scope("domain", false, "domain1", "domain-enforced!", "domain2"), Scope("unit", false, "unit", "unit-enforced!")));

    [Fact]
    public void A_block_stops_what_is_above_it_unless_it_is_enforced() => Assert.Equal(
        "desk | domain-enforced",
        Order(Scope("site", false, "site"), Scope("domain", false, "domain", "domain-enforced!"), Scope("unit", true), Scope("desk", false, "desk")));

    [Theory]
    [InlineData(@"\\contoso.com\sysvol\contoso.com\Policies\{31B2F340-016D-11D2-945F-00C04FB984F9}", true)]
    [InlineData(@"\\CONTOSO.com\SysVol\contoso.com\policies\{31b2f340-016d-11d2-945f-00c04fb984f9}", true)]
    [InlineData(@"\\evil.example\sysvol\contoso.com\Policies\{31B2F340-016D-11D2-945F-00C04FB984F9}", false)]
    [InlineData(@"\\contoso.com\sysvol\fabrikam.com\Policies\{31B2F340-016D-11D2-945F-00C04FB984F9}", false)]
    [InlineData(@"\\contoso.com\sysvol\contoso.com\Policies\{00000000-016D-11D2-945F-00C04FB984F9}", false)]
    [InlineData(@"\\contoso.com\sysvol\contoso.com\Policies\..\{31B2F340-016D-11D2-945F-00C04FB984F9}", false)]
    [InlineData(@"\\contoso.com\share\contoso.com\Policies\{31B2F340-016D-11D2-945F-00C04FB984F9}", false)]
    [InlineData(@"C:\Policies", false)]
    [InlineData("", false)]
    public void D11_files_are_read_from_the_objects_own_folder_alone(string path, bool fits)
    {
        var read = GroupPolicyPath.Read(path, "contoso.com", Id);
        Assert.Equal(fits, read.Succeeded);
        if (fits)
            Assert.Equal("contoso.com/Policies/{31B2F340-016D-11D2-945F-00C04FB984F9}", read.Value);
        else
            Assert.Equal(Catalogue.Policies.PathForeign, read.Refusal.Error);
    }

    private static LinkedScope Scope(string dn, bool blocks, params string[] links) =>
        new(dn, [.. links.Select(link => new GroupPolicyLink(link.TrimEnd('!'), false, link.EndsWith('!')))], blocks);

    private static string Order(params LinkedScope[] scopes)
    {
        var order = GroupPolicyOrder.Of(scopes);
        var (usual, enforced) = (order.TakeWhile(item => !item.Link.IsEnforced), order.SkipWhile(item => !item.Link.IsEnforced));
        return $"{string.Join(' ', usual.Select(item => item.Link.ObjectDn))} | {string.Join(' ', enforced.Select(item => item.Link.ObjectDn))}";
    }
}
