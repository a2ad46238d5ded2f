using System.Text.Json;
using System.Text.Json.Nodes;
using Keyway.ActiveDirectory.Locator;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.IdentityServer.SignIn;
using Keyway.Connect.Passwords;
using Keyway.Connect.Secrets;
using Keyway.Connect.Terminal;
using Keyway.Connect.Tests.CommandLine;
using Keyway.Connect.Tests.IdentityServer;
using Keyway.Contracts.Passwords;
using Keyway.Errors;
using Keyway.Kerberos.Exchange;

namespace Keyway.Connect.Tests.Passwords;

/// <summary>O07: what an agent does with a server that is not what it should be. With a real server and a real domain it is tested end to end.</summary>
public sealed class PasswordAgentTests : IDisposable
{
    private const string Token = """{"access_token":"abc.def.ghi","token_type":"Bearer","expires_in":600}""";

    private readonly TestAuthority _authority = new();
    private readonly StringWriter _log = new();

    public void Dispose()
    {
        _authority.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task An_envelope_that_does_not_open_is_answered_as_unavailable_and_nobody_is_asked()
    {
        var check = Guid.NewGuid();
        var list = new JsonObject
        {
            ["checks"] = new JsonArray(new JsonObject
            {
                ["id"] = check,
                ["objectGuid"] = Guid.NewGuid(),
                ["samAccountName"] = "alice",
                ["sealedPassword"] = "a.b.c.d.e",
                ["deadline"] = DateTimeOffset.UtcNow.AddSeconds(10),
            }),
        };
        var forbidden = HostileServer.Answer("403 Forbidden", "{}");
        await using var server = new HostileServer(_authority.Issue(), [
            HostileServer.Answer("200 OK", Token), HostileServer.Answer("200 OK", list.ToJsonString()), HostileServer.Answer("204 No Content", ""),
            .. Enumerable.Repeat(forbidden, 5)]);
        await RunAsync(server);

        var answer = JsonNode.Parse(server.Requests.Single(request => request.Contains("/answers", StringComparison.Ordinal)).Split("\r\n\r\n")[1])!;
        Assert.Equal((check.ToString(), PasswordOutcomes.Unavailable), ((string?)answer["id"], (string?)answer["outcome"]));
        Assert.Contains("KW4174", _log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_refuses_five_times_in_a_row_ends_the_agent_with_its_words()
    {
        var refused = HostileServer.Answer("409 Conflict", """{"error":{"code":"KW2571","message":"another key"}}""");
        await using var server = new HostileServer(_authority.Issue(), [HostileServer.Answer("200 OK", Token), .. Enumerable.Repeat(refused, 5)]);
        var refusal = (await RunAsync(server))!;
        Assert.Equal(Catalogue.Connect.ServerRefused, refusal.Error);
        Assert.Contains("KW2571", refusal.Detail, StringComparison.Ordinal);
        Assert.Equal(5, server.Requests.Count(request => request.Contains("/passwordChecks/corp.test/next", StringComparison.Ordinal)));
        Assert.All(_log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), line => JsonNode.Parse(line));
    }

    [Theory]
    [InlineData("""{"checks":null}""")]
    [InlineData("""{"checks":[null]}""")]
    [InlineData("""{"checks":[{"id":"8c1c9a3e-6a57-4d07-9c55-1d0a3a5b7f11","objectGuid":"8c1c9a3e-6a57-4d07-9c55-1d0a3a5b7f11","samAccountName":"a\nb","sealedPassword":"","deadline":"2026-01-01T00:00:00Z"}]}""")]
    [InlineData("[]")]
    public async Task An_answer_that_is_no_list_of_one_check_is_refused(string body)
    {
        await using var server = new HostileServer(_authority.Issue(), HostileServer.Answer("200 OK", Token), HostileServer.Answer("200 OK", body));
        using var session = await OpenAsync(server);
        using var api = new PasswordApi(session, "corp.test", "dc1");
        Assert.Equal(Catalogue.Connect.ServerAnswerMalformed, (await api.NextAsync(TestContext.Current.CancellationToken)).Refusal.Error);
    }

    [Fact]
    public async Task Each_run_has_an_id_and_a_key_of_its_own()
    {
        await using var server = new HostileServer(_authority.Issue(), HostileServer.Answer("200 OK", Token), HostileServer.Answer("200 OK", """{"checks":[]}"""), HostileServer.Answer("200 OK", """{"checks":[]}"""));
        using var session = await OpenAsync(server);
        var polls = new List<PasswordCheckPoll>();
        for (var run = 0; run < 2; run++)
        {
            using var api = new PasswordApi(session, "corp.test", "dc1");
            Assert.Empty((await api.NextAsync(TestContext.Current.CancellationToken)).Value);
            polls.Add(JsonSerializer.Deserialize(server.Requests[^1].Split("\r\n\r\n")[1], Contracts.ContractsJson.Default.PasswordCheckPoll)!);
        }

        Assert.NotEqual(polls[0].AgentId, polls[1].AgentId);
        Assert.NotEqual(polls[0].AgentKey, polls[1].AgentKey);
        Assert.All(polls, poll => Assert.Equal(("dc1", 1), (poll.HostName, poll.Most)));
    }

    [Fact]
    public void Every_verdict_has_its_word_and_only_right_says_valid()
    {
        var words = Enum.GetValues<PasswordVerdict>().ToDictionary(verdict => verdict, PasswordWords.Of);
        Assert.Equal(words.Count, words.Values.Distinct().Count());
        Assert.DoesNotContain(PasswordOutcomes.Unavailable, words.Values);
        Assert.Equal(PasswordVerdict.Right, Assert.Single(words, pair => pair.Value == PasswordOutcomes.Valid).Key);
        Assert.Equal(PasswordOutcomes.Unavailable, PasswordWords.Of(0));
    }

    [Fact]
    public void Failures_in_a_row_wait_longer_up_to_a_minute()
    {
        Assert.InRange(Backoff.After(1).TotalSeconds, 0.5, 1);
        Assert.InRange(Backoff.After(4).TotalSeconds, 4, 8);
        Assert.InRange(Backoff.After(int.MaxValue).TotalSeconds, 30, 60);
    }

    [Theory]
    [InlineData("KW4170", "passwords", "--domain", "corp.test", "--server", "https://localhost", "--connector-file", "none.json")]
    [InlineData("KW4170", "passwords", "test", "--user", "alice", "--domain", "corp.test")]
    [InlineData("KW4000", "passwords", "--json", "--domain", "corp.test", "--keytab", "x")]
    [InlineData("KW4000", "passwords", "--domain", "corp.test", "--keytab-account", "PC$")]
    public async Task An_agent_without_an_account_of_its_own_is_not_started(string code, params string[] arguments)
    {
        var (exit, output, errors) = await ProgramRun.StartAsync("", arguments);
        Assert.Equal(2, exit);
        Assert.Contains(code, output + errors, StringComparison.Ordinal);
    }

    private async Task<Refusal?> RunAsync(HostileServer server)
    {
        using var session = await OpenAsync(server);
        using var api = new PasswordApi(session, "corp.test", "dc1");
        using var passwords = new DomainPasswords("corp.test", LocatorOptions.Default, new ArmourCredential.Keytab("/nonexistent", null), TimeProvider.System);
        return await new PasswordAgent(api, passwords, new AgentLog(_log, TimeProvider.System), TimeProvider.System).RunAsync(1, TestContext.Current.CancellationToken);
    }

    private async Task<ServerSession> OpenAsync(HostileServer server)
    {
        var connector = new ConnectorIdentity(Guid.NewGuid(), "dc1", "corp.test", "secret");
        var access = new ServerAccess(ServerAddress.Parse(server.Url).Value, _authority.CaFile, new SecretSignIn(connector, "secret"));
        return (await ServerSession.OpenAsync(access, new StepLog(null, TimeProvider.System), TimeProvider.System, TestContext.Current.CancellationToken)).Value;
    }
}
