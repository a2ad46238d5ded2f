using System.Globalization;
using Keyway.ActiveDirectory.Reading;

namespace Keyway.ActiveDirectory.Tests.Reading;

/// <summary>Which read is made of which cookie, and what it costs. What a real domain answers is tested in tests/Keyway.EndToEnd.</summary>
public sealed class DirectoryChangeReaderTests
{
    [Theory]
    [InlineData(1, 6)]
    [InlineData(200, 6)]
    [InlineData(201, 7)]
    [InlineData(1000, 10)]
    public async Task A_delta_costs_one_search_for_each_200_changes_and_five_more(int changes, int searches)
    {
        await using var domain = new HostileDomain
        {
            Changes = _ => HostileDomain.Told(false, [2], [.. Numbers(changes).Select(number => HostileDomain.Change(number, ("displayName", "x")))]),
        };
        var reread = 0;
        domain.Objects = _ => new FakeAnswer([.. Numbers(changes).Skip(200 * reread++).Take(200).Select(FakeEntry.User)]);

        var (pages, refusal) = await domain.ReadAsync(HostileDomain.Cookie);
        Assert.Null(refusal);
        Assert.Equal(changes, pages.Sum(page => page.Users.Count));
        Assert.Equal(searches, domain.Searches);
        Assert.All(pages, page => Assert.Null(page.FullReadBecause));
        Assert.All(pages.SkipLast(1), page => Assert.Equal(HostileDomain.Cookie.ToArray(), page.Cookie.ToArray()));
        Assert.Equal((false, 2), (pages[^1].More, pages[^1].Cookie.Span[^1]));
    }

    [Fact]
    public async Task Nothing_changed_is_one_empty_page()
    {
        await using var domain = new HostileDomain();

        var page = Assert.Single((await domain.ReadAsync(HostileDomain.Cookie)).Pages);
        Assert.Empty(page.Users);
        Assert.Equal(5, domain.Searches);
    }

    [Fact]
    public async Task The_first_read_gives_users_groups_and_computers_and_a_cookie_only_with_its_last_page()
    {
        await using var domain = new HostileDomain();
        var asked = 0;
        domain.Objects = _ => asked++ == 0
            ? HostileDomain.Page([7], FakeEntry.User(1001), FakeEntry.Group(1002).With("member", FakeEntry.Extended(1001), FakeEntry.Extended(1002)))
            : HostileDomain.Page([], FakeEntry.Computer(1003));

        var (pages, refusal) = await domain.ReadAsync();
        Assert.Null(refusal);
        Assert.Equal([true, false], pages.Select(page => page.More));
        Assert.Equal(FakeEntry.GuidOf(1001), Assert.Single(pages[0].Users).ObjectGuid);
        var group = Assert.Single(pages[0].Groups);
        Assert.True(group.AllMembers);
        Assert.Equal([new DirectoryReference(FakeEntry.GuidOf(1001), "CN=o1001,DC=a"), new DirectoryReference(FakeEntry.GuidOf(1002), "CN=o1002,DC=a")], group.Added);
        Assert.Equal("o1003", Assert.Single(pages[1].Computers).SamAccountName);

        // A run that was killed on the way begins again, one that was not goes on.
        Assert.Equal("the last read of the whole domain was not finished", (await domain.ReadAsync(pages[0].Cookie)).Pages[0].FullReadBecause);
        Assert.Null((await domain.ReadAsync(pages[1].Cookie)).Pages[0].FullReadBecause);
    }

    [Fact]
    public async Task A_cookie_that_does_not_serve_gives_the_whole_domain_and_says_why()
    {
        await using var domain = new HostileDomain();

        async Task<string?> WhyAsync(ReadOnlyMemory<byte> cookie) => (await domain.ReadAsync(cookie)).Pages[^1].FullReadBecause;
        Assert.Equal("the cookie cannot be read", await WhyAsync(new byte[] { 1, 2, 3 }));
        domain.ShowsDeletions = false;
        Assert.StartsWith("the account may not see what was deleted", await WhyAsync(HostileDomain.Cookie), StringComparison.Ordinal);
        domain.MaximumPasswordAge = "-1";
        Assert.Equal("the domain's password policy changed", await WhyAsync(HostileDomain.Cookie));
        domain.GrantsReplication = false;
        Assert.Equal("the account was given or lost the right Replicating Directory Changes", await WhyAsync(HostileDomain.Cookie));
        domain.InvocationId = Guid.NewGuid();
        Assert.StartsWith("the cookie is another domain controller's", await WhyAsync(HostileDomain.Cookie), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(53)]
    public async Task A_cookie_that_the_domain_controller_does_not_take_gives_the_whole_domain(int code)
    {
        await using var domain = new HostileDomain { Changes = _ => new FakeAnswer { Code = code } };

        var (pages, refusal) = await domain.ReadAsync(HostileDomain.Cookie);
        Assert.Null(refusal);
        Assert.StartsWith("the domain controller did not take its cookie", Assert.Single(pages).FullReadBecause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_right_what_the_account_may_see_is_read()
    {
        await using var domain = new HostileDomain { GrantsReplication = false };
        using var connection = (await domain.OpenAsync()).Value;
        var reader = new DirectoryChangeReader(connection);

        await foreach (var page in reader.ReadAsync(null, TestContext.Current.CancellationToken))
            Assert.True(page.Succeeded);
        Assert.Equal(DirectoryReadingMode.ObjectSecurity, reader.Mode);
    }

    [Fact]
    public async Task A_renamed_container_and_a_changed_password_policy_and_a_restored_object_ask_for_the_whole_domain()
    {
        await using var domain = new HostileDomain { Objects = search => search.Attributes.Contains("member;range=0-999") ? new FakeAnswer() : new FakeAnswer(Unit(5)) };

        async Task<string?> WhyAsync(FakeEntry change)
        {
            domain.Changes = _ => HostileDomain.Told(false, [2], change);
            var (pages, refusal) = await domain.ReadAsync(HostileDomain.Cookie);
            Assert.Null(refusal);
            return pages[^1].FullReadBecause;
        }

        Assert.Contains("was renamed or moved", await WhyAsync(HostileDomain.Change(5, ("name", "sales"))), StringComparison.Ordinal);
        Assert.Null(await WhyAsync(HostileDomain.Change(5, ("name", "sales"), ("objectClass", "organizationalUnit"))));
        Assert.Contains("the password policy", await WhyAsync(HostileDomain.Change(5, ("msDS-MaximumPasswordAge", "-1"))), StringComparison.Ordinal);
        Assert.Contains(
            "the password policy",
            await WhyAsync(HostileDomain.Change(5, ("isDeleted", "TRUE"), ("lastKnownParent", "<GUID=00000005-0000-0000-0000-000000000001>;CN=Password Settings Container,CN=System,DC=a"))),
            StringComparison.Ordinal);
        Assert.Contains("was restored", await WhyAsync(HostileDomain.Change(5).With("isDeleted", Array.Empty<byte[]>())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_come_as_far_as_they_came_or_went()
    {
        await using var domain = new HostileDomain
        {
            Changes = _ => HostileDomain.Told(
                false,
                [2],
                HostileDomain.Change(1002, ("member;range=1-1", FakeEntry.Extended(1)), ("member;range=0-0", FakeEntry.Extended(2))),
                HostileDomain.Change(1002, ("member;range=1-1", FakeEntry.Extended(2)), ("member;range=0-0", FakeEntry.Extended(3)))),
            Objects = _ => new FakeAnswer(FakeEntry.Group(1002)),
        };

        var group = Assert.Single((await domain.ReadAsync(HostileDomain.Cookie)).Pages[0].Groups);
        Assert.False(group.AllMembers);
        Assert.Equal([FakeEntry.GuidOf(1), FakeEntry.GuidOf(2)], group.Added.Select(member => member.ObjectGuid));
        Assert.Equal([FakeEntry.GuidOf(3)], group.Removed.Select(member => member.ObjectGuid));
    }

    [Fact]
    public async Task What_is_deleted_or_not_synced_any_more_or_the_account_that_syncs_is_gone()
    {
        await using var domain = new HostileDomain
        {
            Changes = _ => HostileDomain.Told(
                false, [2], [HostileDomain.Change(1, ("isDeleted", "TRUE")) with { Dn = "" }, .. Numbers(4).Select(number => HostileDomain.Change(number, ("description", "x")))]),
            Objects = _ => new FakeAnswer(
                FakeEntry.Group(1001).With("groupType", "2").With("sAMAccountType", "268435457"), FakeEntry.Computer(1002).Without("userCertificate"), FakeEntry.User(1003)),
        };

        var page = Assert.Single((await domain.ReadAsync(HostileDomain.Cookie, FakeEntry.GuidOf(1003))).Pages);
        Assert.Equal([1, 1001, 1002, 1003, 1004], page.Gone.Select(guid => int.Parse(guid.ToString()[..8], NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
        Assert.Empty(page.Users);
        Assert.Empty(page.Skipped);
    }

    private static IEnumerable<int> Numbers(int count) => Enumerable.Range(1001, count);

    private static FakeEntry Unit(int number) => new FakeEntry($"OU=o{number},DC=a").With("objectGUID", [FakeEntry.GuidOf(number).ToByteArray()]).With("objectClass", "top", "organizationalUnit");
}
