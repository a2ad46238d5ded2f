using System.Net;
using Keyway.Contracts.Passwords;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.Passwords;

/// <summary>W12, O06: passwords are guessed at the server, so that accounts are taken over or locked out of the domain. What the agent was shown is what the domain would count.</summary>
public sealed class PasswordLockoutTests : IAsyncLifetime
{
    private PasswordDesk _desk = null!;
    private TestAgent _agent = null!;

    public async ValueTask InitializeAsync()
    {
        _desk = await PasswordDesk.StartAsync();
        _agent = await _desk.RunningAgentAsync(8);
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task After_five_wrong_passwords_even_the_right_one_has_to_wait_also_over_a_restart()
    {
        await GuessAsync("alice", 5);
        (await SignInAsync("Alice's own")).IsRefusal("KW2566");
        await _agent.StopAsync();
        await _desk.Server.RestartAsync();
        _agent = await _desk.RunningAgentAsync();
        (await SignInAsync("Alice's own")).IsRefusal("KW2566");
        Assert.Empty(_agent.Seen);
        _desk.Server.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync("Alice's own")).Status);
        Assert.Equal(1, Count("password-locked-out"));
        Assert.Equal(1L, (long)Scalar("SELECT COUNT(*) FROM SignIn WHERE Method = 3 AND Error IS NULL"));
    }

    [Fact]
    public async Task Each_further_wrong_password_waits_twice_as_long_up_to_an_hour()
    {
        await GuessAsync("alice", 5);
        foreach (var seconds in new[] { 60, 120, 240, 480, 960, 1920, 3600, 3600 })
        {
            _desk.Server.Clock.Advance(TimeSpan.FromSeconds(seconds - 1));
            (await SignInAsync("another guess")).IsRefusal("KW2566");
            _desk.Server.Clock.Advance(TimeSpan.FromSeconds(1));
            (await SignInAsync($"guess after {seconds} {Guid.NewGuid()}")).IsRefusal("KW2561");
        }

        Assert.Equal(13, _agent.Seen.Count);
    }

    [Fact]
    public async Task Guesses_sent_at_once_from_many_addresses_do_not_overtake_the_count()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 40).Select(guess => _desk.SignInAsync("alice@corp.test", $"guess {guess}", $"127.0.1.{guess + 1}")));
        Assert.Equal(5, _agent.Seen.Count);
        Assert.Equal(5, replies.Count(reply => PasswordDesk.Number(reply) == "KW2561"));
        Assert.Equal(35, replies.Count(reply => PasswordDesk.Number(reply) == "KW2566"));
    }

    [Fact]
    public async Task The_same_wrong_password_is_shown_to_the_domain_once_and_counted_once()
    {
        for (var repetition = 0; repetition < 8; repetition++)
            (await SignInAsync("my old one")).IsRefusal("KW2561");
        Assert.Single(_agent.Seen);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync("Alice's own")).Status);
    }

    [Fact]
    public async Task A_password_that_became_the_right_one_is_asked_for_again()
    {
        (await SignInAsync("the new one")).IsRefusal("KW2561");
        _agent.Passwords["alice"] = "the new one";
        (await SignInAsync("the new one")).IsRefusal("KW2561");
        // The sync tells that a password was set.
        await _desk.ExecuteAsync("UPDATE Account SET PasswordLastSet = PasswordLastSet + 1 WHERE Id = @p0", _desk.Alice.Id);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync("the new one")).Status);
        // Without a sync it takes ten minutes.
        (await _desk.SignInAsync("bob@corp.test", "Bob's new one")).IsRefusal("KW2561");
        _agent.Passwords["bob"] = "Bob's new one";
        _desk.Server.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.OK, (await _desk.SignInAsync("bob@corp.test", "Bob's new one")).Status);
    }

    [Fact]
    public async Task A_stranger_shuts_out_strangers_and_not_the_person_where_the_person_has_signed_in()
    {
        const string home = "127.0.2.2";
        await _desk.TokenAsync("alice@corp.test", "Alice's own", home);
        await GuessAsync("alice", 5);
        (await SignInAsync("Alice's own")).IsRefusal("KW2566");
        await _desk.TokenAsync("alice@corp.test", "Alice's own", home);
        // The stranger's count stands, although the person has signed in.
        (await SignInAsync("Alice's own")).IsRefusal("KW2566");
        // Bob was never there: he is a stranger at her home.
        Assert.Equal(HttpStatusCode.OK, (await _desk.SignInAsync("bob@corp.test", "Bob's own", home)).Status);
    }

    [Fact]
    public async Task Guesses_from_all_networks_together_stay_below_the_sum_that_the_policy_names()
    {
        const string home = "127.0.2.3";
        await _desk.TokenAsync("alice@corp.test", "Alice's own", home);
        _agent.Seen.Clear();
        await Task.WhenAll(Enumerable.Range(0, 30).Select(guess => _desk.SignInAsync("alice@corp.test", $"guess {guess}", guess % 2 == 0 ? home : $"127.0.3.{guess + 1}")));
        Assert.Equal(8, _agent.Seen.Count);
    }

    [Fact]
    public async Task Spraying_one_password_over_many_names_is_slowed_by_its_address()
    {
        var replies = new List<Reply>();
        foreach (var batch in Enumerable.Range(0, 25).Chunk(5))
            replies.AddRange(await Task.WhenAll(batch.Select(person => _desk.SignInAsync($"person{person}@corp.test", "Winter2026!", "127.0.4.1"))));
        Assert.Equal(20, replies.Count(reply => PasswordDesk.Number(reply) == "KW2561"));
        Assert.Equal(5, replies.Count(reply => reply.Status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Spraying_from_very_many_addresses_is_slowed_for_strangers_and_not_for_people_at_home()
    {
        const string home = "127.0.2.4";
        await _desk.TokenAsync("alice@corp.test", "Alice's own", home);
        var throttle = _desk.Server.Get<Server.Passwords.Lockout.PasswordThrottle>();
        while (throttle.TryCharge())
            continue;
        var stranger = await _desk.SignInAsync("bob@corp.test", "Bob's own", "127.0.5.1");
        Assert.Equal(("KW2563", HttpStatusCode.ServiceUnavailable), (PasswordDesk.Number(stranger), stranger.Status));
        Assert.Equal("KW2563", PasswordDesk.Number(await _desk.SignInAsync("nobody@corp.test", "x", "127.0.5.1")));
        await _desk.TokenAsync("alice@corp.test", "Alice's own", home);
        _desk.Server.Clock.Advance(TimeSpan.FromSeconds(1));
        await _desk.TokenAsync("bob@corp.test", "Bob's own", "127.0.5.1");
    }

    [Fact]
    public async Task Old_counts_and_networks_are_swept()
    {
        await _desk.TokenAsync("alice@corp.test", "Alice's own");
        await GuessAsync("bob", 2);
        _desk.Server.Clock.Advance(TimeSpan.FromDays(2));
        await _desk.Server.SweepAsync();
        Assert.Equal(0L, Scalar("SELECT COUNT(*) FROM PasswordLockout"));
        Assert.Equal(1L, Scalar("SELECT COUNT(*) FROM FamiliarNetwork"));
        _desk.Server.Clock.Advance(TimeSpan.FromDays(90));
        await _desk.Server.SweepAsync();
        Assert.Equal(0L, Scalar("SELECT COUNT(*) FROM FamiliarNetwork"));
    }

    [Fact]
    public async Task The_threshold_and_the_wait_are_the_administrators()
    {
        await _desk.EnableAsync(new PasswordCheckPolicy(LockoutThreshold: 2, LockoutDurationInSeconds: 5));
        await GuessAsync("alice", 2);
        (await SignInAsync("Alice's own")).IsRefusal("KW2566");
        _desk.Server.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync("Alice's own")).Status);
    }

    private async Task GuessAsync(string name, int times)
    {
        for (var guess = 0; guess < times; guess++)
            (await _desk.SignInAsync($"{name}@corp.test", $"guess {guess}")).IsRefusal("KW2561");
    }

    private Task<Reply> SignInAsync(string password) => _desk.SignInAsync("alice@corp.test", password);

    private long Count(string activity) => (long)Scalar($"SELECT COUNT(*) FROM AuditEvent WHERE Activity = '{activity}'");

    private object Scalar(string sql) => _desk.Server.Get<Store>().Read(session => session.First(sql, row => row.GetValue(0)))!;
}
