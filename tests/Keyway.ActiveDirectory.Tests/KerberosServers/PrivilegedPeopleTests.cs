using Keyway.Errors;

namespace Keyway.ActiveDirectory.Tests.KerberosServers;

/// <summary>Family K05: whoever is privileged is found, however a domain nests and hides it, and a domain that hides nothing is not asked for anything in chain.</summary>
public sealed class PrivilegedPeopleTests
{
    [Fact]
    public async Task People_are_found_through_four_groups_that_hold_each_other_in_a_ring()
    {
        await using var domain = new NestedDomain();
        domain.AddGroup(1, NestedDomain.Administrators, 2, 20);
        domain.AddGroup(2, NestedDomain.DomainAdmins, 3, 1);
        domain.AddGroup(3, null, 4);
        domain.AddGroup(4, null, 5, 20);
        domain.AddGroup(5, null, 3, 21, 22);
        domain.AddUser(20);
        domain.AddUser(21);
        domain.AddUser(22, control: "514");
        domain.AddUser(23);

        Assert.Equal([20, 21, 22], (await domain.FindAsync()).Value);
        Assert.Equal(0, domain.Chains);
    }

    [Fact]
    public async Task Who_has_a_privileged_group_or_one_in_it_for_the_primary_one_is_found()
    {
        await using var domain = new NestedDomain();
        domain.AddGroup(1, NestedDomain.DomainAdmins, 7);
        domain.AddGroup(7);
        domain.AddUser(20, "512");
        domain.AddUser(21, "7");
        domain.AddUser(22, "8");

        Assert.Equal([20, 21], (await domain.FindAsync()).Value);
        Assert.Equal(0, domain.Chains);
    }

    [Fact]
    public async Task A_group_of_3000_is_read_in_ranges_to_the_last_member()
    {
        await using var domain = new NestedDomain();
        var all = Enumerable.Range(100, 3000).ToArray();
        domain.AddGroup(1, NestedDomain.Administrators, all);
        foreach (var number in all)
            domain.AddUser(number);

        Assert.Equal(all, (await domain.FindAsync()).Value);
        Assert.Equal(0, domain.Chains);
    }

    [Fact]
    public async Task Protected_people_are_found_but_no_computers_nor_the_accounts_of_Kerberos_nor_principals_of_elsewhere()
    {
        await using var domain = new NestedDomain();
        domain.AddGroup(1, NestedDomain.Administrators, 30, 31, 32);
        domain.Add(FakeEntry.Computer(30).With("objectClass", "top", "person", "user", "computer"), 30);
        domain.Add(FakeEntry.User(31).With("objectClass", "top", "foreignSecurityPrincipal"), 31);
        domain.AddUser(32, name: "Krbtgt_7");
        domain.AddUser(33);
        domain.Mark(33);
        domain.AddUser(34, name: "krbtgt");
        domain.Mark(34);

        Assert.Equal([33], (await domain.FindAsync()).Value);
    }

    [Fact]
    public async Task K05_a_hidden_list_of_members_hides_nobody()
    {
        await using var domain = new NestedDomain();
        domain.AddGroup(1, NestedDomain.Administrators, 2, 20);
        domain.AddGroup(2, null, 3, 21);
        domain.AddGroup(3, null, 22);
        domain.HiddenLists.UnionWith([1, 3]);
        foreach (var number in (int[])[20, 21, 22, 23])
            domain.AddUser(number);

        Assert.Equal([20, 21, 22], (await domain.FindAsync()).Value);
    }

    [Fact]
    public async Task K05_a_group_that_may_not_be_seen_hides_nobody()
    {
        await using var domain = new NestedDomain();
        domain.AddGroup(1, NestedDomain.Administrators, 2);
        domain.AddGroup(2, null, 3);
        domain.AddGroup(3, null, 20);
        domain.AddUser(20);
        domain.Unseen.Add(2);

        Assert.Equal([20], (await domain.FindAsync()).Value);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(32)]
    [InlineData(1)]
    public async Task K05_a_list_that_is_refused_ends_the_search(int code)
    {
        await using var domain = new NestedDomain { MembersCode = code };
        domain.AddGroup(1, NestedDomain.Administrators, 20);
        domain.AddUser(20);

        Assert.False((await domain.FindAsync()).Succeeded);
    }

    [Fact]
    public async Task More_people_than_any_domain_has_privileged_are_refused()
    {
        await using var domain = new NestedDomain();
        var all = Enumerable.Range(100, 5001).ToArray();
        domain.AddGroup(1, NestedDomain.Administrators, all);
        foreach (var number in all)
            domain.AddUser(number);

        Assert.Equal(Catalogue.ActiveDirectory.TooManyEntries, (await domain.FindAsync()).Refusal.Error);
    }

    [Fact]
    public async Task K05_nobody_whom_the_rule_in_chain_finds_is_missed_in_any_domain()
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var random = new Random(seed);
            await using var domain = new NestedDomain();
            domain.AddGroup(1, NestedDomain.Administrators);
            domain.AddGroup(2, NestedDomain.DomainAdmins);
            for (var group = 3; group < 12; group++)
                domain.AddGroup(group);
            for (var user = 20; user < 40; user++)
                domain.AddUser(user, random.Next(10) == 0 ? "512" : "513");
            for (var links = random.Next(10, 30); links > 0; links--)
                domain.AddMember(random.Next(1, 12), random.Next(3) == 0 ? random.Next(20, 40) : random.Next(1, 12));

            for (var hidden = random.Next(4); hidden > 0; hidden--)
                domain.HiddenLists.Add(random.Next(1, 12));
            for (var unseen = random.Next(4); unseen > 0; unseen--)
                domain.Unseen.Add(random.Next(3, 40));
            domain.Mark(random.Next(20, 40));

            var found = await domain.FindAsync();
            Assert.True(found.Succeeded, $"seed {seed}");
            Assert.True(domain.Rule().SequenceEqual(found.Value), $"seed {seed}: {string.Join(' ', found.Value)}, not {string.Join(' ', domain.Rule())}");
        }
    }
}
