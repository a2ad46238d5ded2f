using System.Text;
using System.Text.Json;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.Explanations;
using Keyway.Connect.IdentityServer;
using Keyway.Contracts;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.Tests.Explanations;

public sealed class ExplainedRulesTests
{
    private static readonly DateTimeOffset Now = Samples.KeyTime;

    [Fact]
    public void Nothing_that_refuses_is_said_in_one_sentence() =>
        Assert.Equal("Nothing refuses alice@contoso.corp.com: a sign-in with a registered security key brings a ticket.", new ExplainedRules("alice@contoso.corp.com", Rules(Alice())).Lines()[^1]);

    [Fact]
    public void The_first_rule_that_refuses_decides()
    {
        var explained = new ExplainedRules("eve@contoso.corp.com", Rules(Alice() with { Enabled = false, DeniedBy = Group("Domain Admins") }));

        Assert.Equal("KW4082", explained.Deciding!.Code);
        Assert.StartsWith("eve@contoso.corp.com gets no ticket (KW4082): The account is disabled in the domain. (disabled) Enable it", explained.Sentence(), StringComparison.Ordinal);
        Assert.Equal(2, explained.Lines().Count(line => line.StartsWith("  ✗", StringComparison.Ordinal)));
    }

    [Fact]
    public void Words_of_the_server_are_not_said_twice()
    {
        var error = Catalogue.KerberosServers.NotAllowed;
        var explained = new ExplainedRules("bob", [new RuleAnswer("The account is in an allowed group", false, $"{error.Cause} {error.Remedy}", error.Code)]);

        Assert.Equal($"bob gets no ticket (KW2406): {error.Cause} {error.Remedy}", explained.Sentence());
    }

    [Theory]
    [InlineData("S-1-5-21-1-2-3-1104", false)]
    [InlineData(null, false)]
    [InlineData("own", true)]
    public void A_record_under_another_SID_is_an_alarm(string? synced, bool holds)
    {
        var account = Alice();
        var answer = DomainRules.OfRecord(account, new TicketExplanation(account.ObjectGuid, "alice@contoso.corp.com", synced == "own" ? account.Sid.ToString() : synced, []));

        Assert.Equal((holds, holds ? null : "KW4081"), (answer.Holds, answer.Code));
    }

    [Fact]
    public void A_rule_that_could_not_be_asked_neither_holds_nor_refuses()
    {
        var answer = DomainRules.OfRecord(Alice(), new TicketExplanation(Guid.NewGuid(), null, null, []));

        Assert.Null(answer.Holds);
        Assert.Null(new ExplainedRules("alice", [answer]).Deciding);
        Assert.StartsWith("  –", new ExplainedRules("alice", [answer]).Lines()[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Each_rule_of_the_domain_has_its_number()
    {
        Assert.Equal(["KW4083"], Codes(Alice() with { Locked = true }));
        Assert.Equal(["KW4084"], Codes(Alice() with { AccountExpires = Now }));
        Assert.Empty(Codes(Alice() with { AccountExpires = Now.AddDays(1) }));
        Assert.Equal(["KW4085"], Codes(Alice() with { PasswordExpired = true }));
        Assert.Equal(["KW4086"], Codes(Alice() with { AllowedBy = null }));
        Assert.Equal(["KW4088"], Codes(Alice() with { Protected = true }));
        Assert.Equal(["KW4087", "KW4088"], Codes(Alice() with { DeniedBy = Group("Domain Admins"), PrivilegedBy = Group("Domain Admins") }));
    }

    [Fact]
    public void A_key_out_of_step_is_told()
    {
        Assert.True(DomainRules.OfKey(Samples.Description(), Samples.State() with { TicketKeyVersion = 2 }).Holds);
        Assert.Equal("KW4089", DomainRules.OfKey(Samples.Description(), Samples.State() with { TicketKeyVersion = 1 }).Code);
        Assert.Equal("KW4089", DomainRules.OfKey(Samples.Description(), Samples.State() with { TicketKeyVersion = 2, CloudId = 1 }).Code);
        Assert.Equal("KW4089", DomainRules.OfKey(Samples.Description(), null).Code);
    }

    [Fact]
    public void Hostile_words_do_not_reach_a_terminal()
    {
        var lines = new ExplainedRules("\u001b[31mevil", [new RuleAnswer("a\u001b]0;rule", false, "b\r\n✓ c", "KW9\u0007999")]).Lines();

        Assert.All(lines, line => Assert.DoesNotContain(line, char.IsControl));
    }

    [Fact]
    public void A_hostile_explanation_is_read_or_refused_and_never_throws()
    {
        var anchor = Samples.Anchor(1);
        var original = JsonSerializer.SerializeToUtf8Bytes(new TicketExplanation(anchor, "alice@contoso.corp.com", "S-1-5-21-1-2-3-4", [new RuleAnswer("r", true, "d")]), ContractsJson.Default.TicketExplanation);
        Assert.True(ServerAnswers.Explanation(original, anchor).Succeeded);
        Assert.Equal(Catalogue.Connect.ServerAnswerMalformed, ServerAnswers.Explanation(original, Samples.Anchor(2)).Refusal.Error);
        Assert.False(ServerAnswers.Explanation(Encoding.UTF8.GetBytes($$"""{"objectGuid":"{{anchor}}","userPrincipalName":null,"objectSid":null,"rules":[]}"""), anchor).Succeeded);
        Assert.False(ServerAnswers.Explanation(Encoding.UTF8.GetBytes($$"""{"objectGuid":"{{anchor}}","userPrincipalName":null,"objectSid":null,"rules":[null]}"""), anchor).Succeeded);
        foreach (var mutated in Mutations.Of(original, seed: 11))
            Assert.True(ServerAnswers.Explanation(mutated, anchor).TryGet(out _, out var refusal) || refusal.Error == Catalogue.Connect.ServerAnswerMalformed);
    }

    private static IReadOnlyList<RuleAnswer> Rules(AccountFindings account) => [.. DomainRules.OfAccount(account, Now), .. DomainRules.OfLists(account, Samples.Description())];

    private static IEnumerable<string> Codes(AccountFindings account) => Rules(account).Select(rule => rule.Code).OfType<string>();

    private static RevealGroup Group(string name) => new($"CN={name},CN=Users,DC=contoso,DC=corp,DC=com", Samples.DomainSid.Child(512), name);

    private static AccountFindings Alice() => new()
    {
        Dn = "CN=Alice Ng,CN=Users,DC=contoso,DC=corp,DC=com",
        ObjectGuid = Samples.Anchor(1),
        Sid = Samples.DomainSid.Child(1104),
        UserPrincipalName = "alice@contoso.corp.com",
        SamAccountName = "alice",
        Enabled = true,
        Locked = false,
        AccountExpires = null,
        PasswordExpired = false,
        AllowedBy = new RevealGroup("CN=Security Key Users,CN=Users,DC=contoso,DC=corp,DC=com", Samples.DomainSid.Child(1103), "Security Key Users"),
        DeniedBy = null,
        PrivilegedBy = null,
        Protected = false,
    };
}
