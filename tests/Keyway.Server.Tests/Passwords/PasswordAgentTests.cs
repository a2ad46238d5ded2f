using System.Net;
using System.Security.Cryptography;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.Passwords;
using Keyway.Server.Connectors;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.Passwords;

/// <summary>O07: an agent that is silent, gone, hostile, or of somebody else.</summary>
public sealed class PasswordAgentTests : IAsyncLifetime
{
    private PasswordDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await PasswordDesk.StartAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task An_agent_gets_the_check_sealed_to_its_key_and_whom_it_is_about()
    {
        var agent = _desk.Agent();
        await agent.PollAsync();
        var signIn = _desk.SignInAsync("alice@corp.test", "Alice's own");
        var check = await agent.TakeAsync();
        Assert.Equal("alice", check.SamAccountName);
        Assert.Equal("0000004d-0000-0000-0000-00000000044d", check.ObjectGuid.ToString());
        Assert.Equal(_desk.Server.Clock.GetUtcNow() + TimeSpan.FromSeconds(10), check.Deadline);
        Assert.Equal("Alice's own", agent.Open(check));
        Assert.DoesNotContain("Alice", check.SealedPassword, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await agent.AnswerAsync(check.Id, PasswordOutcomes.Valid)).Status);
        Assert.Equal(HttpStatusCode.OK, (await signIn).Status);
    }

    [Fact]
    public async Task An_answer_counts_once()
    {
        var agent = _desk.Agent();
        await agent.PollAsync();
        var signIn = _desk.SignInAsync("alice@corp.test", "wrong");
        var check = await agent.TakeAsync();
        await agent.AnswerAsync(check.Id, PasswordOutcomes.Wrong);
        (await agent.AnswerAsync(check.Id, PasswordOutcomes.Valid)).IsRefusal("KW2573", HttpStatusCode.Conflict);
        (await signIn).IsRefusal("KW2561");

        // Nor does it fit the next check.
        var next = _desk.SignInAsync("alice@corp.test", "wrong again");
        var second = await agent.TakeAsync();
        (await agent.AnswerAsync(check.Id, PasswordOutcomes.Valid)).IsRefusal("KW2573");
        Assert.Equal(Keyway.Errors.Catalogue.Tokens.JweNotForUs, PasswordJwe.Open(agent.Key, second.Id, check.SealedPassword).Refusal.Error);
        await agent.AnswerAsync(second.Id, PasswordOutcomes.Wrong);
        (await next).IsRefusal("KW2561");
    }

    [Fact]
    public async Task A_rogue_agent_cannot_answer_for_another_and_is_told_of()
    {
        var (honest, rogue) = (_desk.Agent(), _desk.Agent());
        await honest.PollAsync();
        var signIn = _desk.SignInAsync("alice@corp.test", "wrong");
        var check = await honest.TakeAsync();
        await rogue.PollAsync();
        (await rogue.AnswerAsync(check.Id, PasswordOutcomes.Valid)).IsRefusal("KW2573");

        // Another connector of the domain, in the honest agent's name.
        var thief = _desk.Agent(await _desk.ConnectorAsync(PasswordDesk.Domain));
        (await thief.AnswerAsync(check.Id, PasswordOutcomes.Valid, honest.Id)).IsRefusal("KW2573");
        (await honest.AnswerAsync(check.Id, "certainly")).IsRefusal("KW2574");
        Assert.Equal(2, _desk.Server.Log.Lines.Count(line => line.StartsWith("Critical ALARM KW2573", StringComparison.Ordinal)));

        await honest.AnswerAsync(check.Id, PasswordOutcomes.Wrong);
        (await signIn).IsRefusal("KW2561");
    }

    [Fact]
    public async Task An_agent_of_another_domain_gets_nothing_of_this_one()
    {
        var mine = _desk.Agent();
        await mine.PollAsync();
        var foreign = _desk.Agent(await _desk.ConnectorAsync("other.test"), "other.test");
        var signIn = _desk.SignInAsync("alice@corp.test", "wrong");
        var check = await mine.TakeAsync();
        (await foreign.PollAsync(path: "/passwordChecks/corp.test/next")).IsRefusal("KW2572", HttpStatusCode.Forbidden);
        Assert.Empty((await foreign.PollAsync(32)).As(ContractsJson.Default.PasswordCheckList).Checks);
        (await foreign.AnswerAsync(check.Id, PasswordOutcomes.Valid, mine.Id)).IsRefusal("KW2573");
        Assert.Contains(_desk.Server.Log.Lines, line => line.StartsWith("Critical ALARM KW2572", StringComparison.Ordinal));
        await mine.AnswerAsync(check.Id, PasswordOutcomes.Wrong);
        (await signIn).IsRefusal("KW2561");

        // And an administrator is no agent.
        (await new Client(_desk.Server.Http).PostAsync("/passwordChecks/corp.test/answers", new PasswordCheckAnswer(mine.Id, check.Id, "valid"), ContractsJson.Default.PasswordCheckAnswer,
            _desk.AdministratorToken())).IsRefusal("KW2004");
    }

    [Fact]
    public async Task An_agent_keeps_its_key_and_its_connector()
    {
        var agent = _desk.Agent();
        await agent.PollAsync();
        using var other = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var own = agent.Key;
        agent.Key = other;
        (await agent.PollAsync()).IsRefusal("KW2571", HttpStatusCode.Conflict);
        agent.Key = own;
        Assert.Equal(HttpStatusCode.OK, (await agent.PollAsync()).Status);
        var thief = _desk.Agent(await _desk.ConnectorAsync(PasswordDesk.Domain));
        thief.Id = agent.Id;
        thief.Key = own;
        (await thief.PollAsync()).IsRefusal("KW2571");
        thief.Key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal(2, _desk.Server.Log.Lines.Count(line => line.StartsWith("Critical ALARM KW2571", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task When_an_agent_falls_silent_another_is_asked_once_and_both_are_counted()
    {
        var silent = await _desk.RunningAgentAsync();
        silent.IsSilent = true;
        var first = _desk.SignInAsync("alice@corp.test", "guess 1");
        while (silent.Seen.IsEmpty)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        var second = await _desk.RunningAgentAsync();
        (await first).IsRefusal("KW2561");
        Assert.Equal((1, 1), (silent.Seen.Count, second.Seen.Count));

        // Two of the five guesses are gone, because the domain may have counted both.
        await silent.StopAsync();
        for (var guess = 2; guess <= 4; guess++)
            (await _desk.SignInAsync("alice@corp.test", $"guess {guess}")).IsRefusal("KW2561");
        (await _desk.SignInAsync("alice@corp.test", "Alice's own")).IsRefusal("KW2566");
        Assert.Equal(5, silent.Seen.Count + second.Seen.Count);
    }

    [Fact]
    public async Task When_an_agent_cannot_reach_the_domain_another_is_asked_at_once()
    {
        var cut = await _desk.RunningAgentAsync(1);
        cut.Outcomes["alice"] = PasswordOutcomes.Unavailable;
        var whole = await _desk.RunningAgentAsync(1);
        for (var turn = 0; turn < 4; turn++)
            await _desk.TokenAsync("alice@corp.test", "Alice's own");
        Assert.Equal(4, whole.Seen.Count);
    }

    [Fact]
    public async Task An_agent_that_only_takes_lets_the_person_wait_ten_seconds_and_no_longer()
    {
        var silent = await _desk.RunningAgentAsync();
        silent.IsSilent = true;
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        var reply = await _desk.SignInAsync("alice@corp.test", "Alice's own");
        Assert.Equal(("KW2564", HttpStatusCode.ServiceUnavailable), (PasswordDesk.Number(reply), reply.Status));
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds, 9.5, 30);
    }

    [Fact]
    public async Task A_check_whose_poll_was_cut_goes_to_the_next_agent()
    {
        // The first agent's connection is gone while its request is held back: nothing is lost with it.
        var gone = _desk.Agent();
        using (var http = _desk.HttpFrom("127.0.0.1"))
        {
            var lost = new TestAgent(http, () => _desk.ConnectorToken(), PasswordDesk.Domain);
            var held = lost.PollAsync(seconds: 30);
            await Task.Delay(300, TestContext.Current.CancellationToken);
            http.CancelPendingRequests();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
            lost.Dispose();
        }

        await gone.RunAsync(1);
        await _desk.TokenAsync("alice@corp.test", "Alice's own");
    }

    [Fact]
    public async Task A_removed_connector_gets_no_password_even_on_a_request_that_waited()
    {
        var connector = await _desk.ConnectorAsync(PasswordDesk.Domain);
        var agent = _desk.Agent(connector);
        var held = agent.PollAsync(seconds: 20);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        await _desk.Server.Get<ConnectorDirectory>().RemoveAsync(connector, Guid.NewGuid(), CancellationToken.None);
        var signIn = _desk.SignInAsync("alice@corp.test", "Alice's own");
        (await held).IsRefusal("KW2002", HttpStatusCode.Unauthorized);
        await _desk.RunningAgentAsync();
        Assert.Equal(HttpStatusCode.OK, (await signIn).Status);
    }

    [Fact]
    public async Task A_request_that_is_not_as_documented_is_refused()
    {
        var good = new PasswordCheckPoll(Guid.NewGuid(), "dc1", Spki(ECCurve.NamedCurves.nistP256), 1, 0);
        foreach (var bad in new[]
        {
            good with { AgentId = Guid.Empty }, good with { HostName = "" }, good with { HostName = "a\nb" }, good with { HostName = new string('a', 254) }, good with { Most = 0 },
            good with { Most = 33 }, good with { WaitSeconds = -1 }, good with { WaitSeconds = 61 }, good with { AgentKey = "" }, good with { AgentKey = "AAAA" },
            good with { AgentKey = good.AgentKey[..^8] }, good with { AgentKey = Spki(ECCurve.NamedCurves.nistP384) },
        })
        {
            (await new Client(_desk.Server.Http).PostAsync("/passwordChecks/corp.test/next", bad, ContractsJson.Default.PasswordCheckPoll, _desk.ConnectorToken())).IsRefusal("KW2570");
        }
    }

    [Fact]
    public async Task One_program_that_starts_agents_without_end_is_stopped()
    {
        for (var count = 0; count < 64; count++)
            Assert.Equal(HttpStatusCode.OK, (await _desk.Agent().PollAsync()).Status);
        (await _desk.Agent().PollAsync()).IsRefusal("KW2575", HttpStatusCode.TooManyRequests);
        _desk.Server.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(HttpStatusCode.OK, (await _desk.Agent().PollAsync()).Status);
    }

    [Fact]
    public async Task Administrators_and_readers_see_agents_and_counts()
    {
        var agent = await _desk.RunningAgentAsync();
        await _desk.TokenAsync("alice@corp.test", "Alice's own");
        (await _desk.SignInAsync("bob@corp.test", "guess")).IsRefusal("KW2561");
        var shown = Assert.Single((await new Client(_desk.Server.Http).GetAsync("/v1.0/passwordChecks", _desk.AdministratorToken())).As(ContractsJson.Default.GraphListPasswordCheckDomain).Value);
        Assert.Equal(("corp.test", "enabled", 5, 3, 60), (shown.DomainDnsName, shown.State, shown.LockoutThreshold, shown.FamiliarNetworkThreshold, shown.LockoutDurationInSeconds));
        var seen = Assert.Single(shown.Agents);
        Assert.Equal((agent.Id, "dc1.corp.test", "active", 2L, 0L), (seen.Id, seen.HostName, seen.State, seen.Answered, seen.Unanswered));
        Assert.Equal((1L, 1L, 0L), (shown.Outcomes["valid"], shown.Outcomes["wrong"], shown.Outcomes["disabled"]));
        (await new Client(_desk.Server.Http).GetAsync("/v1.0/passwordChecks", _desk.PersonToken(_desk.Alice.Id))).IsRefusal("KW2005");
    }

    [Fact]
    public async Task A_burst_is_taken_in_by_few_slots_and_one_network_has_its_bound()
    {
        await _desk.RunningAgentAsync(2);
        var replies = await Task.WhenAll(Enumerable.Range(0, 60).Select(turn => _desk.SignInAsync(turn % 2 == 0 ? "alice@corp.test" : "bob@corp.test", turn % 2 == 0 ? "Alice's own" : "Bob's own", $"127.0.8.{(turn / 20) + 1}")));
        // Both people have five guesses in flight at most; who came too many at once hears that he has to wait, and nobody hears anything else.
        Assert.All(replies, reply => Assert.True(reply.Status == HttpStatusCode.OK || PasswordDesk.Number(reply) == "KW2566", reply.Body));

        // From elsewhere: on a slow machine one of the three networks has used up what it may be refused.
        await _desk.TokenAsync("alice@corp.test", "Alice's own", "127.0.8.9");
    }

    private static string Spki(ECCurve curve)
    {
        using var key = ECDiffieHellman.Create(curve);
        return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }
}
