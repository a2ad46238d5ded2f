using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.KerberosServers;

namespace Keyway.Connect.Tests.KerberosServers;

public sealed class PublishedListsTests
{
    private static readonly KerberosServerSettings Asked = new();

    [Fact]
    public void Lists_that_are_right_are_left_alone_in_any_order()
    {
        var state = Samples.State();
        var lists = PublishedLists.For(Asked, Samples.Description(), state with { DeniedSids = [.. state.DeniedSids.Reverse()] });

        Assert.Null(lists.Settings.AllowGroups);
        Assert.Null(lists.Settings.DenyGroups);
        Assert.Empty(lists.Restored);
    }

    [Fact]
    public void A_list_that_someone_changed_in_the_domain_is_restored_as_published()
    {
        var changed = Samples.Description() with { AllowGroups = [new RevealGroup("CN=Domain Users,CN=Users,DC=contoso,DC=corp,DC=com", Samples.DomainSid.Child(513), "Domain Users")] };

        var lists = PublishedLists.For(Asked, changed, Samples.State());

        Assert.Equal(Samples.State().AllowedSids, lists.Settings.AllowGroups);
        Assert.Null(lists.Settings.DenyGroups);
        Assert.Equal(["allow list"], lists.Restored);
    }

    [Fact]
    public void What_the_command_line_names_wins()
    {
        var lists = PublishedLists.For(Asked with { AllowGroups = ["Others"], DenyGroups = ["Domain Admins"] }, Samples.Description() with { AllowGroups = [], DenyGroups = [] }, Samples.State());

        Assert.Equal(["Others"], lists.Settings.AllowGroups);
        Assert.Equal(["Domain Admins"], lists.Settings.DenyGroups);
        Assert.Empty(lists.Restored);
    }

    [Fact]
    public void Objects_that_are_gone_are_made_with_the_published_lists()
    {
        var lists = PublishedLists.For(Asked, null, Samples.State());

        Assert.Equal(Samples.State().AllowedSids, lists.Settings.AllowGroups);
        Assert.Equal(Samples.State().DeniedSids, lists.Settings.DenyGroups);
    }

    [Fact]
    public void Without_a_publication_the_domain_stands()
    {
        var lists = PublishedLists.For(Asked, Samples.Description(), null);

        Assert.Null(lists.Settings.AllowGroups);
        Assert.Null(lists.Settings.DenyGroups);
    }
}
