using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.Passwords;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.Passwords;

/// <summary>An agent over real HTTPS whose domain is a dictionary; it keeps what it was shown, as a domain controller counts wrong passwords.</summary>
internal sealed class TestAgent(HttpClient http, Func<string> token, string domain) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Client _client = new(http);
    private Task[] _slots = [];

    public Guid Id { get; set; } = Guid.NewGuid();

    public ECDiffieHellman Key { get; set; } = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The right passwords, by account name.</summary>
    public ConcurrentDictionary<string, string> Passwords { get; } = new() { ["alice"] = "Alice's own", ["bob"] = "Bob's own" };

    /// <summary>What it says of an account whatever the password.</summary>
    public ConcurrentDictionary<string, string> Outcomes { get; } = [];

    /// <summary>Every password that it was shown, in order.</summary>
    public ConcurrentQueue<(string Name, string Password)> Seen { get; } = [];

    /// <summary>It takes checks and never answers.</summary>
    public bool IsSilent { get; set; }

    public Task<Reply> PollAsync(int most = 1, int seconds = 0, string? path = null) => _client.PostAsync(
        path ?? $"/passwordChecks/{domain}/next", new PasswordCheckPoll(Id, "dc1.corp.test", Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo()), most, seconds),
        ContractsJson.Default.PasswordCheckPoll, token());

    /// <summary>Polls until it has a check, for half a minute.</summary>
    public async Task<PasswordCheck> TakeAsync()
    {
        for (var poll = 0; poll < 6; poll++)
        {
            if ((await PollAsync(seconds: 5)).As(ContractsJson.Default.PasswordCheckList).Checks is [var check, ..])
                return check;
        }

        throw new TimeoutException("The server gave this agent no check.");
    }

    public Task<Reply> AnswerAsync(Guid check, string outcome, Guid? agent = null) => _client.PostAsync(
        $"/passwordChecks/{domain}/answers", new PasswordCheckAnswer(agent ?? Id, check, outcome), ContractsJson.Default.PasswordCheckAnswer, token());

    public string Open(PasswordCheck check) => Encoding.UTF8.GetString(PasswordJwe.Open(Key, check.Id, check.SealedPassword).Value);

    /// <summary>Starts to poll; returns when the server knows it.</summary>
    public async Task RunAsync(int slots)
    {
        await HandleAsync(await PollAsync());
        _slots = [.. Enumerable.Range(0, slots).Select(_ => Task.Run(SlotAsync))];
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_slots);
    }

    public void Dispose()
    {
        _stop.Dispose();
        Key.Dispose();
    }

    private async Task SlotAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var reply = await PollAsync(seconds: 1);
            // A test that moves the clock while a poll is on its way ends the token that it carries.
            if (reply.Status != HttpStatusCode.Unauthorized)
                await HandleAsync(reply);
        }
    }

    private async Task HandleAsync(Reply reply)
    {
        foreach (var check in reply.As(ContractsJson.Default.PasswordCheckList).Checks)
        {
            var password = Open(check);
            Seen.Enqueue((check.SamAccountName, password));
            var outcome = Outcomes.TryGetValue(check.SamAccountName, out var said) ? said
                : Passwords.TryGetValue(check.SamAccountName, out var right) && right == password ? PasswordOutcomes.Valid : PasswordOutcomes.Wrong;
            if (!IsSilent)
                await AnswerAsync(check.Id, outcome);
        }
    }
}
