using Keyway.Kerberos.Pac;
using Keyway.Server.Accounts;
using Keyway.Server.KerberosServers;

namespace Keyway.Server.Tests.KerberosServers;

/// <summary>The list of rules itself.</summary>
public sealed class TicketRulesTests
{
    [Fact]
    public void Each_rule_has_a_name_of_its_own() => Assert.Equal(TicketRules.All.Count(), TicketRules.All.Select(rule => rule.Name).Distinct().Count());

    [Fact]
    public void A_case_with_nothing_in_it_is_refused_at_the_first_rule_of_each_part()
    {
        Assert.Equal("KW2050", TicketRules.FirstRefusal(TicketRules.OfPerson, default)!.Code);
        Assert.Equal("KW2401", TicketRules.FirstRefusal(TicketRules.OfServer, default)!.Code);
    }

    [Fact]
    public void Asking_every_rule_of_a_granted_ticket_allocates_next_to_nothing()
    {
        var domain = SecurityIdentifier.Parse("S-1-5-21-1-2-3").Value;
        var person = new OnPremisesAccount(domain.Child(1105), "alice", "contoso.test", "CONTOSO", null, false, null, null, false);
        var groups = Enumerable.Range(1200, 50).Select(rid => domain.Child((uint)rid)).Where(sid => sid.RelativeIdentifier is not 1202).ToHashSet();
        var ticket = new TicketCase(
            DateTimeOffset.UnixEpoch, new Account(Guid.Empty, "alice@contoso.test", "Alice", true, new HashSet<Role>(), person), null, RevealPolicyTests.Server(), new AccountGroups(new HashSet<Guid>(), groups));
        const int rounds = 1000;
        long allocated = 0;
        for (var round = -rounds; round < rounds; round++)
        {
            if (round == 0)
                allocated = GC.GetAllocatedBytesForCurrentThread();
            Assert.True(TicketRules.FirstRefusal(TicketRules.OfPerson, ticket) is null && TicketRules.FirstRefusal(TicketRules.OfServer, ticket) is null);
        }

        // One SID to compare and three walks over the groups.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - allocated) / rounds, 0, 400);
    }
}
