using System.Diagnostics;
using Keyway.Contracts.Passwords;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.Passwords;

/// <summary>W11: a stranger wants to know which names exist, by the words or by the time of the answers.</summary>
public sealed class PasswordEnumerationTests : IAsyncLifetime
{
    private static readonly string[] Strangers = ["nobody@corp.test", "operator@contoso.corp.com", "nobody@elsewhere.test", "no name at all", "'; --"];

    private PasswordDesk _desk = null!;
    private TestAgent _agent = null!;

    public async ValueTask InitializeAsync()
    {
        _desk = await PasswordDesk.StartAsync();
        _agent = await _desk.RunningAgentAsync();
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Names_without_a_password_are_answered_and_locked_out_as_names_with_one()
    {
        var address = 1;
        for (var guess = 0; guess < 7; guess++)
        {
            var real = await _desk.SignInAsync("alice@corp.test", $"guess {guess}", "127.0.6.1");
            foreach (var name in Strangers)
            {
                var invented = await _desk.SignInAsync(name, $"guess {guess}", $"127.0.6.{++address}");
                Assert.Equal(real.Status, invented.Status);
                Assert.Equal(Words(real), Words(invented));
            }
        }

        Assert.Equal(5, _agent.Seen.Count);
    }

    [Fact]
    public async Task They_take_as_long()
    {
        // The domain needs its time, which a name that is not there must not give away.
        await Task.WhenAll(Enumerable.Range(0, 12).Select(person => _desk.SyncAsync($"person{person}", 2000 + person)));
        await TimeAsync("alice@corp.test", "127.0.7.200");
        var (real, invented) = (new List<double>(), new List<double>());
        for (var person = 0; person < 12; person++)
        {
            real.Add(await TimeAsync($"person{person}@corp.test", $"127.0.7.{person + 1}"));
            invented.Add(await TimeAsync($"stranger{person}@corp.test", $"127.0.7.{person + 101}"));
        }

        // Each is a multiple of half a second and what the connection takes.
        real.Sort();
        invented.Sort();
        Assert.InRange(invented[6] - real[6], -200, 200);
        Assert.All(real.Concat(invented), milliseconds => Assert.True(milliseconds >= 500));
    }

    [Fact]
    public async Task While_the_domain_cannot_be_asked_they_hear_the_same()
    {
        _agent.Outcomes["alice"] = PasswordOutcomes.Unavailable;
        var real = await _desk.SignInAsync("alice@corp.test", "guess");
        Assert.Equal("KW2565", PasswordDesk.Number(real));
        Assert.Equal(Words(real), Words(await _desk.SignInAsync("nobody@corp.test", "guess")));
    }

    [Fact]
    public async Task Neither_log_nor_store_has_what_somebody_typed_as_a_name()
    {
        await _desk.SignInAsync("MyPasswordByMistake", "x");
        Assert.DoesNotContain(_desk.Server.Log.Lines, line => line.Contains("MyPasswordByMistake", StringComparison.OrdinalIgnoreCase));
    }

    private async Task<double> TimeAsync(string name, string from)
    {
        var start = Stopwatch.GetTimestamp();
        (await _desk.SignInAsync(name, "guess", from)).IsRefusal("KW2561");
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    // Without what names the one request.
    private static string Words(Reply reply) =>
        System.Text.Json.JsonDocument.Parse(reply.Body).RootElement.GetProperty("error_description").GetString()!.Split("\r\n")[0];
}
