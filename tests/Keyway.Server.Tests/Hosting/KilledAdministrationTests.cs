using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Server.Tests.DeviceCodes;
using Keyway.Server.Tests.Journeys;
using Microsoft.Data.Sqlite;

namespace Keyway.Server.Tests.Hosting;

/// <summary>
/// A01: the real process is killed in a storm of people, groups, keys, passes, passwords, programs and policies being made, changed and used. What was answered
/// has happened; each change has its entry and each entry its change; the chain of the audit log holds.
/// </summary>
public sealed class KilledAdministrationTests : IDisposable
{
    private const string Passes = "authentication/temporaryAccessPassMethods";
    private const string Password = "authentication/passwordMethods/28c10230-6103-485e-b985-444c60001490/resetPassword";
    private const int EnoughAnswers = 250;

    private readonly ServerProcess _server = new();
    private readonly TestSecurityKey _key = new();
    private readonly ConcurrentBag<Guid> _people = [];
    private readonly ConcurrentBag<string> _keys = [];
    private int _answers;
    private int _programs;
    private int _number;

    public void Dispose()
    {
        _server.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task Kills_in_a_storm_of_administration_leave_every_change_with_its_entry_and_the_chain_whole()
    {
        var first = await _server.InitAsync();
        await _server.RunAsync();
        (await _server.Client.RegisterAsync(await _server.Client.PassTokenAsync(first.UserName, first.Code!), _key)).As(ContractsJson.Default.SecurityKeyMethod);
        for (var round = 0; round < 2; round++)
        {
            await StormAsync();
            Check();
            Assert.Equal(0, await VerifyAsync());
        }
    }

    private async Task StormAsync()
    {
        var token = await _server.Client.KeyTokenAsync(_key);
        var application = (await PostAsync("/v1.0/applications", """{"displayName":"Storm"}""", token))!;
        var id = application["id"]!.GetValue<string>();
        var secret = (await PostAsync($"/v1.0/applications/{id}/addPassword", "{}", token))!["secretText"]!.GetValue<string>();
        _answers = 0;
        var workers = new List<Task>();
        for (var worker = 0; worker < 3; worker++)
        {
            workers.Add(UntilKilledAsync(() => PersonAsync(token)));
            workers.Add(UntilKilledAsync(() => GroupAsync(token)));
            workers.Add(UntilKilledAsync(() => ProgramAsync(id, secret)));
        }

        workers.Add(UntilKilledAsync(() => PolicyAsync(token)));
        workers.Add(UntilKilledAsync(async () => await WaitingProgram.StartAsync(_server.Client)));
        var patience = Stopwatch.StartNew();
        while (Volatile.Read(ref _answers) < EnoughAnswers && patience.Elapsed < TimeSpan.FromMinutes(1) && workers.TrueForAll(worker => !worker.IsFaulted))
            await Task.Delay(20, TestContext.Current.CancellationToken);
        await _server.KillAsync();
        await Task.WhenAll(workers);
        Assert.True(_answers >= EnoughAnswers, $"{_answers} answers");
        await _server.RunAsync();
    }

    private async Task UntilKilledAsync(Func<Task> step)
    {
        try
        {
            while (true)
            {
                await step();
                Interlocked.Increment(ref _answers);
            }
        }
        catch (HttpRequestException)
        {
            // Killed.
        }
    }

    /// <summary>Makes somebody, renames, gives a pass, registers a key by it, signs in, sets a password, and deletes some.</summary>
    private async Task PersonAsync(string token)
    {
        var name = $"storm{Interlocked.Increment(ref _number)}";
        var made = Guid.Parse((await PostAsync("/v1.0/users", $$"""{"userPrincipalName":"{{name}}@contoso.corp.com","displayName":"{{name}}"}""", token))!["id"]!.GetValue<string>());
        _people.Add(made);
        await SendAsync(HttpMethod.Patch, $"/v1.0/users/{made}", $$"""{"displayName":"{{name}} renamed"}""", token);
        var pass = (await PostAsync($"/v1.0/users/{made}/{Passes}", "{}", token))!["temporaryAccessPass"]!.GetValue<string>();
        using var key = new TestSecurityKey();
        var reply = await _server.Client.RegisterAsync(await _server.Client.PassTokenAsync($"{name}@contoso.corp.com", pass), key);
        reply.As(ContractsJson.Default.SecurityKeyMethod);
        _keys.Add(key.Id);
        await _server.Client.KeyTokenAsync(key);
        // Last: it ends the person's sign-ins.
        await PostAsync($"/v1.0/users/{made}/{Password}", "{}", token);
        if (_number % 3 == 0)
            await SendAsync(HttpMethod.Delete, $"/v1.0/users/{made}", null, token);
    }

    private async Task GroupAsync(string token)
    {
        var group = (await PostAsync("/v1.0/groups", $$"""{"displayName":"storm {{Interlocked.Increment(ref _number)}}"}""", token))!["id"]!.GetValue<string>();
        foreach (var person in _people.Take(3))
            await _server.Client.SendAsync(HttpMethod.Post, $"/v1.0/groups/{group}/members/$ref", Json($$"""{"@odata.id":"https://localhost/v1.0/directoryObjects/{{person}}"}"""), token);
        if (_number % 4 == 0)
            await SendAsync(HttpMethod.Delete, $"/v1.0/groups/{group}", null, token);
    }

    private async Task ProgramAsync(string id, string secret)
    {
        var reply = await _server.Client.TokenAsync(("grant_type", GrantTypes.ClientCredentials), ("client_id", id), ("client_secret", secret), ("scope", "urn:keyway:graph/.default"));
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Interlocked.Increment(ref _programs);
    }

    private async Task PolicyAsync(string token)
    {
        var policy = (await _server.Client.GetAsync(Client.Policy, token)).As(ContractsJson.Default.SecurityKeyPolicy);
        await _server.Client.PatchAsync(Client.Policy, policy with { IsSelfServiceRegistrationAllowed = true, IsAttestationEnforced = false }, ContractsJson.Default.SecurityKeyPolicy, token);
    }

    private void Check()
    {
        Assert.Equal("ok", Scalar("PRAGMA integrity_check"));
        foreach (var person in _people)
            Assert.Equal(1L, Scalar($"SELECT COUNT(*) FROM Account WHERE Id = '{person}'"));
        Assert.True((long)Scalar("SELECT COUNT(*) FROM SecurityKey")! >= _keys.Count);
        Assert.True((long)Scalar("SELECT COUNT(*) FROM SignIn WHERE AppId IS NOT NULL AND Error IS NULL")! >= _programs);

        // Each change has its entry, each entry its change.
        Assert.Equal(Scalar("SELECT COUNT(*) FROM Account WHERE UserName LIKE 'storm%'"), Scalar("SELECT COUNT(*) FROM AuditEvent WHERE Activity = 'account-created'"));
        Assert.Equal(Scalar("SELECT COUNT(*) FROM Account WHERE DisplayName LIKE '% renamed'"), Scalar("SELECT COUNT(*) FROM AuditEvent WHERE Activity = 'account-changed'"));
        Assert.Equal(Scalar("SELECT COUNT(*) FROM Account WHERE DeletedOn IS NOT NULL"), Scalar("SELECT COUNT(*) FROM AuditEvent WHERE Activity = 'account-deleted'"));
        Assert.Equal(Scalar("SELECT COUNT(*) FROM CloudPassword"), Scalar("SELECT COUNT(*) FROM AuditEvent WHERE Activity = 'cloud-password-set'"));
        Assert.Equal(Scalar("SELECT COUNT(*) FROM SecurityKey"), Scalar("SELECT COUNT(*) FROM AuditEvent WHERE Activity = 'security-key-registered'"));
        Assert.Equal(
            Scalar("SELECT COUNT(*) FROM DirectoryGroup"),
            Scalar("SELECT SUM(CASE Activity WHEN 'group-created' THEN 1 WHEN 'group-deleted' THEN -1 ELSE 0 END) FROM AuditEvent"));
        Assert.Equal(
            Scalar("SELECT COUNT(*) FROM Membership"),
            Scalar("""
                SELECT COUNT(*) FROM AuditEvent e, json_each('["' || replace(json_extract(e.Detail, '$.members'), ' ', '","') || '"]') member
                WHERE e.Activity = 'group-member-added' AND e.TargetId IN (SELECT Id FROM DirectoryGroup) AND member.value IN (SELECT Id FROM Account WHERE DeletedOn IS NULL)
                """));
        Assert.Equal(Scalar("SELECT COUNT(*) FROM Application"), Scalar("SELECT COUNT(*) FROM AuditEvent WHERE Activity = 'application-registered'"));

        // Each sign-in is counted once; who lives is found, who is deleted is not.
        Assert.Equal(Scalar("SELECT COUNT(*) FROM SignIn"), Scalar("SELECT SUM(Count - Unlisted) FROM SignInHour"));
        Assert.Equal(0L, Scalar("SELECT COUNT(*) FROM Account WHERE DeletedOn IS NULL AND Id NOT IN (SELECT ItemId FROM SearchWord WHERE Kind = 1)"));
        Assert.Equal(0L, Scalar("SELECT COUNT(*) FROM SearchWord WHERE Kind = 1 AND ItemId IN (SELECT Id FROM Account WHERE DeletedOn IS NOT NULL)"));
        Assert.Equal(0L, Scalar("SELECT COUNT(*) FROM Membership WHERE MemberId IN (SELECT Id FROM Account WHERE DeletedOn IS NOT NULL)"));
    }

    private async Task<int> VerifyAsync()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "keyway-server"), ["audit", "verify", "--data", _server.Data]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private async Task<JsonNode?> PostAsync(string path, string body, string token) => await SendAsync(HttpMethod.Post, path, body, token) is { Length: > 0 } text ? JsonNode.Parse(text) : null;

    private async Task<string> SendAsync(HttpMethod method, string path, string? body, string token)
    {
        var reply = await _server.Client.SendAsync(method, path, body is null ? null : Json(body), token);
        Assert.True((int)reply.Status is >= 200 and < 300, $"{method} {path}: {reply.Status} {reply.Body}");
        return reply.Body;
    }

    private object? Scalar(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_server.Data, "keyway.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Made of this test's own constants and ids.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
