using Keyway.Kerberos.Pac;
using Keyway.Server.Accounts;
using Keyway.Server.KerberosServers;

namespace Keyway.Server.Tests.KerberosServers;

/// <summary>Families K01 to K05, K17: who gets a partial TGT, rule by rule.</summary>
public sealed class RevealPolicyTests
{
    private const string Domain = "S-1-5-21-1-2-3";
    private const string Allowed = Domain + "-1201";
    private const string Denied = Domain + "-1202";

    [Fact]
    public void A_member_of_an_allowed_group_gets_one() => Assert.Null(Check("alice", 1105, Domain + "-513", Allowed));

    [Fact]
    public void An_account_that_is_allowed_by_itself_gets_one() => Assert.Null(Check("alice", 1299, Domain + "-513"));

    [Fact]
    public void K03_who_is_in_neither_list_is_refused() => Assert.Equal("KW2406", Check("alice", 1105, Domain + "-513"));

    [Fact]
    public void K02_deny_wins_over_allow()
    {
        Assert.Equal("KW2405", Check("alice", 1105, Allowed, Denied));
        Assert.Equal("KW2405", Check("alice", 1298, Allowed));
    }

    [Theory]
    [InlineData(498)]
    [InlineData(512)]
    [InlineData(516)]
    [InlineData(517)]
    [InlineData(518)]
    [InlineData(519)]
    [InlineData(521)]
    [InlineData(526)]
    [InlineData(527)]
    public void K04_privileged_groups_of_the_domain_are_refused_whatever_the_lists_say(int rid) => Assert.Equal("KW2404", Check("eve", 1105, Allowed, $"{Domain}-{rid}"));

    [Theory]
    [InlineData("S-1-5-21-9-9-9-518")]
    [InlineData("S-1-5-21-9-9-9-519")]
    [InlineData("S-1-5-32-544")]
    [InlineData("S-1-5-32-548")]
    [InlineData("S-1-5-32-549")]
    [InlineData("S-1-5-32-550")]
    [InlineData("S-1-5-32-551")]
    [InlineData("S-1-5-32-552")]
    public void K04_privileged_groups_of_the_forest_and_of_every_machine_are_refused(string group) => Assert.Equal("KW2404", Check("eve", 1105, Allowed, group));

    [Theory]
    [InlineData("S-1-5-32-545")]
    [InlineData("S-1-5-32-555")]
    [InlineData("S-1-5-21-1-2-3-513")]
    public void Ordinary_groups_harm_nobody(string group) => Assert.Null(Check("alice", 1105, Allowed, group));

    [Theory]
    [InlineData("krbtgt", 1105)]
    [InlineData("KRBTGT_30775", 1105)]
    [InlineData("renamed", 502)]
    [InlineData("DC1$", 1105)]
    [InlineData("MSOL_0123456789ab", 1105)]
    public void K04_accounts_that_are_the_domains_secrets_are_refused(string name, int rid) => Assert.Equal("KW2403", Check(name, rid, Allowed));

    [Fact]
    public void K04_the_built_in_administrator_is_refused_under_any_name() => Assert.Equal("KW2404", Check("renamed", 500, Allowed));

    [Fact]
    public void K05_an_account_that_AdminSDHolder_protects_is_refused() =>
        Assert.Equal("KW2404", Refusal(Person("alice", $"{Domain}-1105", privileged: true), Groups(Allowed), Server()));

    [Theory]
    [InlineData("S-1-5-21-1-2-4-1105")]
    [InlineData("S-1-5-21-9-2-3-1105")]
    [InlineData("S-1-5-32-544")]
    public void K17_a_SID_of_another_domain_is_refused(string sid) => Assert.Equal("KW2402", Refusal(Person("alice", sid), Groups(Allowed), Server()));

    [Fact]
    public void K24_a_person_of_another_domain_is_refused_even_with_a_matching_SID() =>
        Assert.Equal("KW2402", Refusal(Person("alice", $"{Domain}-1105") with { DomainDnsName = "fabrikam.test" }, Groups(Allowed), Server()));

    [Fact]
    public void Empty_lists_allow_nobody() =>
        Assert.Equal("KW2406", Refusal(Person("alice", $"{Domain}-1105"), Groups(Allowed), Server() with { AllowedSids = Groups() }));

    [Fact]
    public void K06_a_stopped_server_refuses_everybody_before_any_list_is_asked() =>
        Assert.Equal("KW2421", Refusal(Person("alice", $"{Domain}-1105"), Groups(Allowed), Server() with { IsStopped = true }));

    private static string? Check(string name, int rid, params string[] groups) => Refusal(Person(name, $"{Domain}-{rid}"), Groups(groups), Server());

    private static string? Refusal(OnPremisesAccount person, HashSet<SecurityIdentifier> groups, KerberosServer server) => TicketRules.FirstRefusal(
        TicketRules.OfServer,
        new TicketCase(
            DateTimeOffset.UnixEpoch, new Account(Guid.Empty, "alice@contoso.test", "Alice", Enabled: true, new HashSet<Role>(), person), null, server,
            new AccountGroups(new HashSet<Guid>(), groups)))?.Code;

    private static OnPremisesAccount Person(string name, string sid, bool privileged = false) => new(Sid(sid), name, "contoso.test", "CONTOSO", null, false, null, null, privileged);

    private static HashSet<SecurityIdentifier> Groups(params string[] sids) => [.. sids.Select(Sid)];

    private static SecurityIdentifier Sid(string text) => SecurityIdentifier.Parse(text).Value;

    internal static KerberosServer Server() => new(
        "contoso.test", "AzureADKerberos", "CONTOSO", Sid(Domain), 30775, "krbtgt_30775", 1, 1, null, DateTimeOffset.UnixEpoch, Groups(Allowed, Domain + "-1299"), Groups(Denied, Domain + "-1298"),
        DateTimeOffset.UnixEpoch, IsRemoved: false, 1);
}
