using System.Text;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Reading;
using Keyway.Lab;

namespace Keyway.EndToEnd.DirectoryReading;

/// <summary>What a real domain controller tells of its changes, and what it costs.</summary>
[Collection(LabCollection.Name)]
public sealed class DirectoryChangeTests(LabFixture fixture) : IAsyncLifetime
{
    private DirectoryDesk _desk = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _desk = await DirectoryDesk.OpenAsync(fixture.Lab, Cancellation);

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task A_first_read_has_people_and_nested_groups_and_none_of_the_domains_own_machinery()
    {
        var bob = await _desk.AddUserAsync("r-bob");
        var inner = await _desk.AddGroupAsync("r-inner", bob);
        await _desk.AddGroupAsync("r-outer", inner);

        var (all, _) = await _desk.ReadAsync();
        Assert.Null(all.FullReadBecause);
        Assert.Empty(all.Skipped);
        var user = Assert.Single(all.Users, user => user.SamAccountName == "r-bob");
        Assert.False(user.Enabled);
        Assert.Contains(all.Users, other => other is { SamAccountName: "Administrator", AdminCount: true });
        Assert.DoesNotContain(all.Users, other => other.SamAccountName.StartsWith("krbtgt", StringComparison.OrdinalIgnoreCase) || other.SamAccountName.EndsWith('$'));
        Assert.All(all.Computers, computer => Assert.NotEmpty(computer.UserCertificates));
        Assert.DoesNotContain(all.Computers, computer => computer.SamAccountName.Equals(Domain.ControllerHost.Split('.')[0] + "$", StringComparison.OrdinalIgnoreCase));
        var group = Assert.Single(all.Groups, group => group.Group.SamAccountName == "r-inner");
        Assert.True(group.AllMembers);
        Assert.Equal([new DirectoryReference(user.ObjectGuid, bob)], group.Added);
        Assert.Equal([new DirectoryReference(group.Group.ObjectGuid, inner)], Assert.Single(all.Groups, outer => outer.Group.SamAccountName == "r-outer").Added);
        Assert.All(all.Groups, each => Assert.True(each.Group.IsSecurityGroup));

        // The end of a bar is what was counted beforehand.
        Assert.Null(all.ToCome);
        Assert.Equal(all.Entries, (await new DirectoryChangeReader(_desk.Connection).CountAsync(Cancellation)).Value);
    }

    [Fact]
    public async Task A_change_of_one_person_costs_six_operations_and_tells_the_whole_person()
    {
        var bob = await _desk.AddUserAsync("r-bob", new LdapAttribute("displayName", "Bob"), new LdapAttribute("mail", "bob@contoso.corp.com"));
        await _desk.ReadAsync();

        await _desk.ChangeAsync(bob, LdapChange.Replace("displayName", "Robert"));
        var (changed, operations) = await _desk.ReadAsync();
        var user = Assert.Single(changed.Users);
        Assert.Equal(("r-bob", "Robert", "bob@contoso.corp.com"), (user.SamAccountName, user.DisplayName, user.Mail));
        Assert.Equal(6, operations);
        Assert.Empty(changed.Groups);
        Assert.Equal((1, 0), (changed.Entries, changed.ToCome));

        await _desk.ChangeAsync(bob, LdapChange.Delete("mail"));
        Assert.Null(Assert.Single((await _desk.ReadAsync()).All.Users).Mail);
        (changed, operations) = await _desk.ReadAsync();
        Assert.Empty(changed.Users);
        Assert.Equal(5, operations);
    }

    [Fact]
    public async Task A_member_that_comes_or_goes_is_all_that_is_told_of_a_large_group()
    {
        var users = new List<string>();
        for (var number = 0; number < 5; number++)
            users.Add(await _desk.AddUserAsync($"r-{number}"));
        var large = await _desk.AddGroupAsync("r-large", users.Take(4));
        var all = (await _desk.ReadAsync()).All;
        var guids = users.ConvertAll(dn => Assert.Single(all.Users, user => user.Dn == dn).ObjectGuid);

        await _desk.ChangeAsync(large, LdapChange.Add("member", users[4]), LdapChange.Delete("member", users[0]));
        var (changed, operations) = await _desk.ReadAsync();
        var group = Assert.Single(changed.Groups);
        Assert.Equal((false, guids[4], guids[0]), (group.AllMembers, Assert.Single(group.Added).ObjectGuid, Assert.Single(group.Removed).ObjectGuid));
        Assert.Equal(6, operations);

        await _desk.ChangeAsync(large, LdapChange.Delete("member"));
        Assert.Equal(4, Assert.Single((await _desk.ReadAsync()).All.Groups).Removed.Count);
    }

    [Fact]
    public async Task A_group_beyond_one_range_comes_whole()
    {
        const int Members = 1100;
        var large = await _desk.AddGroupAsync("r-large");
        var contacts = new List<string>();
        for (var number = 0; number < Members; number++)
            contacts.Add(await _desk.AddAsync($"CN=c{number},{_desk.Unit}", new LdapAttribute("objectClass", "contact")));
        await _desk.ChangeAsync(large, LdapChange.Add("member", contacts));

        var group = Assert.Single((await _desk.ReadAsync()).All.Groups, group => group.Group.Dn == large);
        Assert.Equal(Members, group.Added.DistinctBy(member => member.ObjectGuid).Count());
    }

    [Fact]
    public async Task What_is_deleted_is_gone()
    {
        var bob = await _desk.AddUserAsync("r-bob");
        var guid = await _desk.GuidOfAsync(bob);
        await _desk.ReadAsync();

        await _desk.DeleteAsync(bob);
        Assert.Equal([guid], (await _desk.ReadAsync()).All.Gone);
    }

    [Fact]
    public async Task A_security_group_that_becomes_a_list_is_gone_and_comes_back_with_its_members()
    {
        var bob = await _desk.AddUserAsync("r-bob");
        var group = await _desk.AddGroupAsync("r-group", bob);
        var guid = await _desk.GuidOfAsync(group);
        await _desk.ReadAsync();

        await _desk.ChangeAsync(group, LdapChange.Replace("groupType", "8"));
        Assert.Equal([guid], (await _desk.ReadAsync()).All.Gone);
        await _desk.ChangeAsync(group, LdapChange.Replace("groupType", "-2147483640"));
        var back = Assert.Single((await _desk.ReadAsync()).All.Groups);
        Assert.True(back.AllMembers);
        Assert.Equal([bob], back.Added.Select(member => member.Dn));
    }

    [Fact]
    public async Task A_computer_shows_with_its_first_certificate_and_goes_with_its_last()
    {
        var computer = await _desk.AddComputerAsync("r-dev", "Unguessable-9-machine-secret");
        var guid = await _desk.GuidOfAsync(computer);
        Assert.DoesNotContain((await _desk.ReadAsync()).All.Computers, other => other.ObjectGuid == guid);

        await _desk.ChangeAsync(computer, LdapChange.Replace("userCertificate", "DER"u8.ToArray()), LdapChange.Replace("operatingSystem", "Debian"));
        var joined = Assert.Single((await _desk.ReadAsync()).All.Computers);
        Assert.Equal((guid, "r-dev$", "Debian", true), (joined.ObjectGuid, joined.SamAccountName, joined.OperatingSystem, joined.Enabled));
        Assert.Equal("DER", Encoding.UTF8.GetString(Assert.Single(joined.UserCertificates)));

        await _desk.ChangeAsync(computer, LdapChange.Delete("userCertificate"));
        Assert.Equal([guid], (await _desk.ReadAsync()).All.Gone);
    }

    [Fact]
    public async Task The_account_that_syncs_is_not_synced()
    {
        var guid = await _desk.GuidOfAsync(await _desk.AddUserAsync("r-sync"));

        Assert.DoesNotContain((await _desk.ReadAsync(except: guid)).All.Users, user => user.ObjectGuid == guid);
    }

    [Fact]
    public async Task A_cookie_that_is_damaged_is_answered_with_the_whole_domain()
    {
        var before = (await _desk.ReadAsync()).All;
        byte[] damaged = [.. before.Cookie.Span[..^8]];

        var pages = new List<DirectoryChangePage>();
        await foreach (var page in new DirectoryChangeReader(_desk.Connection).ReadAsync(damaged, Cancellation))
            pages.Add(page.Value);
        Assert.All(pages, page => Assert.StartsWith("the domain controller did not take its cookie", page.FullReadBecause, StringComparison.Ordinal));
        Assert.Equal(before.Users.Count, pages.Sum(page => page.Users.Count));
    }
}
