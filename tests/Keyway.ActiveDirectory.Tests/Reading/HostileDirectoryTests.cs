using System.Text;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Tests.Reading;

/// <summary>A directory that wants to fill the memory, to keep the reader busy for ever, or to pass one object for another (O07).</summary>
public sealed class HostileDirectoryTests
{
    [Fact]
    public async Task O07_an_attribute_of_ten_megabytes_leaves_its_object_out_and_names_it()
    {
        await using var domain = new HostileDomain
        {
            Objects = _ => HostileDomain.Page([], FakeEntry.User(1001).With("displayName", new string('x', 10 << 20)), FakeEntry.User(1002)),
        };

        var (pages, refusal) = await domain.ReadAsync();
        Assert.Null(refusal);
        Assert.Equal(FakeEntry.GuidOf(1002), Assert.Single(pages[0].Users).ObjectGuid);
        var skipped = Assert.Single(pages[0].Skipped);
        Assert.Equal((FakeEntry.GuidOf(1001), "CN=o1001,DC=a", Catalogue.ActiveDirectory.ObjectOversized, "displayName"), (skipped.ObjectGuid, skipped.Dn, skipped.Why.Error, skipped.Why.Detail));
    }

    [Fact]
    public async Task O07_a_certificate_of_ten_megabytes_or_a_thousand_of_them_leave_the_computer_out()
    {
        await using var domain = new HostileDomain
        {
            Objects = _ => HostileDomain.Page(
                [],
                FakeEntry.Computer(1001).With("userCertificate", [new byte[10 << 20]]),
                FakeEntry.Computer(1002).With("userCertificate", [.. Enumerable.Range(0, 1000).Select(number => BitConverter.GetBytes(number))])),
        };

        var page = (await domain.ReadAsync()).Pages[0];
        Assert.Empty(page.Computers);
        Assert.Equal([Catalogue.ActiveDirectory.ObjectOversized, Catalogue.ActiveDirectory.ObjectOversized], page.Skipped.Select(skipped => skipped.Why.Error));
    }

    [Fact]
    public async Task O07_a_name_of_a_megabyte_goes_into_no_log()
    {
        await using var domain = new HostileDomain { Objects = _ => HostileDomain.Page([], FakeEntry.User(1001) with { Dn = $"CN={new string('x', 1 << 20)}\n2026 all is well,DC=a" }) };

        var skipped = Assert.Single((await domain.ReadAsync()).Pages[0].Skipped);
        Assert.Equal((FakeEntry.GuidOf(1001), Catalogue.ActiveDirectory.ObjectOversized), (skipped.ObjectGuid, skipped.Why.Error));
        Assert.True(skipped.Dn.Length + skipped.Why.ToString().Length < 1000);
    }

    [Fact]
    public async Task O07_a_member_with_a_name_of_ten_megabytes_leaves_the_group_out()
    {
        var member = FakeEntry.Extended(1) + new string('x', 10 << 20);
        await using var domain = new HostileDomain
        {
            Changes = _ => HostileDomain.Told(false, [2], HostileDomain.Change(1001, ("member;range=1-1", member))),
            Objects = _ => HostileDomain.Page([], FakeEntry.Group(1001).With("member", member)),
        };

        Assert.Equal(Catalogue.ActiveDirectory.ObjectOversized, Assert.Single((await domain.ReadAsync()).Pages[0].Skipped).Why.Error);
        Assert.Equal(Catalogue.ActiveDirectory.ObjectOversized, Assert.Single((await domain.ReadAsync(HostileDomain.Cookie)).Pages[0].Skipped).Why.Error);
    }

    [Fact]
    public async Task O07_a_cookie_that_stands_still_is_refused()
    {
        await using var domain = new HostileDomain { Changes = _ => HostileDomain.Told(true, [1], HostileDomain.Change(1001, ("displayName", "x"))) };

        Assert.Equal(Catalogue.ActiveDirectory.ReadingStuck, (await domain.ReadAsync(HostileDomain.Cookie)).Refusal?.Error);
    }

    [Fact]
    public async Task O07_answers_without_a_change_for_ever_are_refused()
    {
        var number = 0;
        await using var domain = new HostileDomain { Changes = _ => HostileDomain.Told(true, BitConverter.GetBytes(++number)) };

        Assert.Equal(Catalogue.ActiveDirectory.ReadingStuck, (await domain.ReadAsync(HostileDomain.Cookie)).Refusal?.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30030101FF")]
    [InlineData("3006020100020100")]
    [InlineData("300804020000020100")]
    [InlineData("3008020100020100040000")]
    public async Task O07_an_answer_without_a_cookie_is_refused(string control)
    {
        await using var domain = new HostileDomain
        {
            Changes = _ => new FakeAnswer { Controls = control.Length == 0 ? [] : [new LdapControl("1.2.840.113556.1.4.841", false, Convert.FromHexString(control))] },
        };

        Assert.Equal(Catalogue.ActiveDirectory.AnswerMalformed, (await domain.ReadAsync(HostileDomain.Cookie)).Refusal?.Error);
    }

    [Fact]
    public async Task O07_pages_that_come_again_and_again_are_refused()
    {
        var number = 0;
        await using var domain = new HostileDomain { Objects = _ => HostileDomain.Page(BitConverter.GetBytes(++number), FakeEntry.User(1001), FakeEntry.User(1002)) };

        Assert.Equal(Catalogue.ActiveDirectory.ReadingStuck, (await domain.ReadAsync()).Refusal?.Error);
        Assert.Equal(2, number);
    }

    [Fact]
    public async Task O07_one_page_of_a_million_objects_is_refused()
    {
        await using var domain = new HostileDomain { Objects = _ => HostileDomain.Page([], [.. Enumerable.Range(1, 25_000).Select(number => new FakeEntry($"CN={number},DC=a"))]) };

        Assert.Equal(Catalogue.ActiveDirectory.TooManyEntries, (await domain.ReadAsync()).Refusal?.Error);
    }

    [Fact]
    public async Task O07_two_objects_with_one_objectGUID_are_refused()
    {
        var twin = FakeEntry.User(1002).With("objectGUID", [FakeEntry.GuidOf(1001).ToByteArray()]);
        await using var domain = new HostileDomain
        {
            Changes = _ => HostileDomain.Told(false, [2], HostileDomain.Change(1001, ("displayName", "x"))),
            Objects = _ => HostileDomain.Page([], FakeEntry.User(1001), twin),
        };

        Assert.Equal(Catalogue.ActiveDirectory.ObjectGuidTwice, (await domain.ReadAsync()).Refusal?.Error);
        Assert.Equal(Catalogue.ActiveDirectory.ObjectGuidTwice, (await domain.ReadAsync(HostileDomain.Cookie)).Refusal?.Error);
    }

    [Fact]
    public async Task O07_an_object_that_was_not_asked_for_is_refused()
    {
        await using var domain = new HostileDomain
        {
            Changes = _ => HostileDomain.Told(false, [2], HostileDomain.Change(1001, ("displayName", "x"))),
            Objects = _ => new FakeAnswer(FakeEntry.User(1002)),
        };

        Assert.Equal(Catalogue.ActiveDirectory.ObjectGuidTwice, (await domain.ReadAsync(HostileDomain.Cookie)).Refusal?.Error);
    }

    public static TheoryData<string, byte[]> BadIdentities => new()
    {
        { "objectGUID", [] },
        { "objectGUID", new byte[15] },
        { "objectGUID", new byte[16] },
        { "objectSid", [] },
        { "objectSid", [1, 5, 0, 0, 0, 0, 0, 5] },
        { "objectSid", [2, 1, 0, 0, 0, 0, 0, 5, 1, 0, 0, 0] },
        { "sAMAccountName", [0xFF, 0xFE] },
        { "userAccountControl", Encoding.UTF8.GetBytes("many") },
    };

    [Theory]
    [MemberData(nameof(BadIdentities))]
    public async Task O07_a_malformed_identity_leaves_the_object_out(string attribute, byte[] value)
    {
        await using var domain = new HostileDomain { Objects = _ => HostileDomain.Page([], FakeEntry.User(1001).With(attribute, [value]), FakeEntry.User(1002)) };

        var (pages, refusal) = await domain.ReadAsync();
        Assert.Null(refusal);
        Assert.Single(pages[0].Users);
        var skipped = Assert.Single(pages[0].Skipped);
        Assert.Equal(Catalogue.ActiveDirectory.ObjectUnidentified, skipped.Why.Error);
        Assert.Equal(attribute == "objectGUID", skipped.ObjectGuid is null || skipped.ObjectGuid == Guid.Empty);
    }

    [Fact]
    public async Task O07_an_object_of_another_domain_or_naming_context_is_left_out()
    {
        await using var domain = new HostileDomain
        {
            Objects = _ => HostileDomain.Page(
                [],
                FakeEntry.User(1001).With("objectSid", [SecurityIdentifier.Parse("S-1-5-21-9-9-9-500").Value.ToBinary()]),
                FakeEntry.User(1002) with { Dn = "CN=x,DC=b" },
                FakeEntry.User(1003) with { Dn = "CN=x,DC=ca" },
                FakeEntry.Group(1004).With("objectSid", [SecurityIdentifier.Parse("S-1-5-32-544").Value.ToBinary()])),
        };

        var page = (await domain.ReadAsync()).Pages[0];
        Assert.Empty(page.Users);
        Assert.Single(page.Groups);
        Assert.All(page.Skipped, skipped => Assert.Equal(Catalogue.ActiveDirectory.ObjectForeign, skipped.Why.Error));
        Assert.Equal(3, page.Skipped.Count);
    }

    [Fact]
    public async Task O07_groups_in_a_circle_are_read_once_each()
    {
        await using var domain = new HostileDomain
        {
            Objects = _ => HostileDomain.Page(
                [], FakeEntry.Group(1001).With("member", FakeEntry.Extended(1002), FakeEntry.Extended(1001)), FakeEntry.Group(1002).With("member", FakeEntry.Extended(1001))),
        };

        var (pages, refusal) = await domain.ReadAsync();
        Assert.Null(refusal);
        Assert.Equal([2, 1], pages[0].Groups.Select(group => group.Added.Count));
        Assert.Equal(6, domain.Searches);
    }

    [Fact]
    public async Task O07_a_member_without_a_GUID_leaves_the_group_out()
    {
        await using var domain = new HostileDomain { Objects = _ => HostileDomain.Page([], FakeEntry.Group(1001).With("member", "CN=o1,DC=a"), FakeEntry.Group(1002).With("member", "<GUID=1>;CN=o1,DC=a")) };

        Assert.Equal([Catalogue.ActiveDirectory.ObjectUnidentified, Catalogue.ActiveDirectory.ObjectUnidentified], (await domain.ReadAsync()).Pages[0].Skipped.Select(skipped => skipped.Why.Error));
    }
}
