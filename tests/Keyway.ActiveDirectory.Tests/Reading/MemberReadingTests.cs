using System.Globalization;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Tests.Reading;

/// <summary>A group with more members than one answer holds, read in ranges that begin with the last member of the one before.</summary>
public sealed class MemberReadingTests
{
    [Fact]
    public async Task All_ranges_make_one_group()
    {
        await using var domain = Domain(search => Range(search, 12_345));

        var group = Assert.Single((await domain.ReadAsync()).Pages[0].Groups);
        Assert.True(group.AllMembers);
        Assert.Equal(Enumerable.Range(0, 12_345).Select(FakeEntry.GuidOf), group.Added.Select(member => member.ObjectGuid));
        Assert.Equal(6 + 3, domain.Searches);
    }

    [Fact]
    public async Task A_member_that_goes_meanwhile_makes_the_group_be_read_again()
    {
        var asked = 0;
        await using var domain = Domain(search => Range(search, 7000, gone: asked++ == 0 ? 0 : 3));

        var group = Assert.Single((await domain.ReadAsync()).Pages[0].Groups);
        Assert.Equal(Enumerable.Range(3, 6997).Select(FakeEntry.GuidOf), group.Added.Select(member => member.ObjectGuid));
    }

    [Fact]
    public async Task O07_a_group_that_is_another_one_each_time_ends_the_read()
    {
        var asked = 0;
        await using var domain = Domain(search => Range(search, 7000, gone: asked++));

        Assert.Equal(Catalogue.ActiveDirectory.GroupInMotion, (await domain.ReadAsync()).Refusal?.Error);
        Assert.True(asked < 10);
    }

    [Fact]
    public async Task O07_ranges_that_stand_still_are_not_asked_for_ever()
    {
        await using var domain = Domain(_ => new FakeAnswer(FakeEntry.Group(1001).With("member;range=999-999", FakeEntry.Extended(999))));

        Assert.Equal(Catalogue.ActiveDirectory.ReadingStuck, Assert.Single((await domain.ReadAsync()).Pages[0].Skipped).Why.Error);
    }

    [Theory]
    [InlineData("member;range=0-999")]
    [InlineData("member;range=999-2000")]
    [InlineData("member;range=5-1")]
    [InlineData("member;range=x-y")]
    [InlineData("member;range=999-1-2")]
    public async Task O07_ranges_that_lie_leave_the_group_out(string name)
    {
        await using var domain = Domain(_ => new FakeAnswer(FakeEntry.Group(1001).With(name, FakeEntry.Extended(999))));

        Assert.Single((await domain.ReadAsync()).Pages[0].Skipped);
    }

    [Fact]
    public async Task O07_a_group_that_is_gone_meanwhile_is_left_out()
    {
        await using var domain = Domain(_ => new FakeAnswer { Code = 32 });

        Assert.Equal(Catalogue.ActiveDirectory.NoSuchObject, Assert.Single((await domain.ReadAsync()).Pages[0].Skipped).Why.Error);
    }

    private static HostileDomain Domain(Func<FakeSearch, FakeAnswer> members) => new()
    {
        Objects = _ => HostileDomain.Page([], FakeEntry.Group(1001).With("member;range=0-999", [.. Enumerable.Range(0, 1000).Select(FakeEntry.Extended)])),
        Members = members,
    };

    // What an honest directory answers that gives no more than 5000 at once.
    private static FakeAnswer Range(FakeSearch search, int count, int gone = 0)
    {
        var asked = search.Attributes[0]["member;range=".Length..].Split('-').Select(bound => int.Parse(bound, CultureInfo.InvariantCulture)).ToList();
        var last = Math.Min(asked[1], asked[0] + 4999);
        var all = Enumerable.Range(gone, count - gone).ToList();
        var name = last >= all.Count - 1 ? $"member;range={asked[0]}-*" : $"member;range={asked[0]}-{last}";
        return new FakeAnswer(FakeEntry.Group(1001).With(name, [.. all.Skip(asked[0]).Take(last - asked[0] + 1).Select(FakeEntry.Extended)]));
    }
}
