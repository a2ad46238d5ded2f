using System.Diagnostics;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Server.Tests.Hosting;
using Keyway.Server.Tests.Journeys;
using Microsoft.Data.Sqlite;

namespace Keyway.Server.Tests.Audit;

/// <summary><c>keyway-server audit verify|export</c>, the real program beside a running server; and A01: the chain after a kill.</summary>
public sealed class AuditCommandTests : IDisposable
{
    private readonly ServerProcess _server = new();
    private readonly TestSecurityKey _key = new();

    public void Dispose()
    {
        _server.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task Verify_prints_the_head_and_expects_one_that_was_noted()
    {
        await SetUpAsync();
        var (code, output, _) = await RunAsync("verify", "--json");
        Assert.Equal(0, code);
        using var report = JsonDocument.Parse(output);
        var head = report.RootElement.GetProperty("Head").GetString()!;
        Assert.True(report.RootElement.GetProperty("Intact").GetBoolean());

        (code, output, _) = await RunAsync("verify", "--expect", head);
        Assert.Equal(0, code);
        Assert.Contains("Head       " + head, output, StringComparison.Ordinal);
        Assert.Contains("Expected   the log holds it", output, StringComparison.Ordinal);
        Assert.Contains("intact: no entry was changed", output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("verify", "--expect", head.Split('-')[1])).Code);

        var (wrong, _, error) = await RunAsync("verify", "--expect", "1-" + new string('0', 64));
        Assert.Equal(1, wrong);
        Assert.Contains("(KW2721)", error, StringComparison.Ordinal);
        Assert.Contains("(KW2723)", (await RunAsync("verify", "--expect", "what?")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task O06_Verify_ends_with_1_where_an_entry_was_changed()
    {
        await SetUpAsync();
        await _server.KillAsync();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(_server.Data, "keyway.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DROP TRIGGER AuditEventNeverChanges; UPDATE AuditEvent SET Detail = '{}' WHERE Number = 2";
            command.ExecuteNonQuery();
        }

        var (code, output, error) = await RunAsync("verify");
        Assert.Equal(1, code);
        Assert.Contains("broken in 2 places", output, StringComparison.Ordinal);
        Assert.Contains("entry 2, or entry 1 before it, was changed, replaced or moved", output, StringComparison.Ordinal);
        Assert.Contains("Could not verify the audit log (KW2720).", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_writes_lines_or_objects_of_a_time()
    {
        await SetUpAsync();
        var (code, csv, _) = await RunAsync("export", "--format", "csv");
        Assert.Equal(0, code);
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("number,id,time,activity,actorId,targetId,detail,hash", lines[0]);
        Assert.StartsWith("1,", lines[1], StringComparison.Ordinal);
        var (_, json, _) = await RunAsync("export", "--format", "json", "--from", "2020-01-01", "--to", "2099-01-01T00:00:00Z");
        using var entries = JsonDocument.Parse(json);
        Assert.Equal(lines.Length - 1, entries.RootElement.GetArrayLength());
        Assert.Equal("[]\n", (await RunAsync("export", "--format", "json", "--to", "2020-01-01")).Output);
        Assert.Contains("(KW2724)", (await RunAsync("export", "--format", "csv", "--from", "yesterday")).Error, StringComparison.Ordinal);
        Assert.Contains("(KW2724)", (await RunAsync("export", "--format", "csv", "--from", "2026-01-02", "--to", "2026-01-01")).Error, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("export", "--format", "xml")).Code);
        Assert.Equal(2, (await RunAsync("export")).Code);
    }

    [Fact]
    public async Task A_directory_without_a_store_is_refused()
    {
        var (code, _, error) = await RunAsync("verify");
        Assert.Equal(1, code);
        Assert.Contains("(KW2722)", error, StringComparison.Ordinal);
        Assert.Contains(_server.Data, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_says_what_each_option_is_for()
    {
        var (code, output, _) = await RunAsync("verify", "--help");
        Assert.Equal(0, code);
        Assert.Contains("Check that no entry was changed, removed, inserted or moved", output, StringComparison.Ordinal);
        Assert.Contains("--expect", output, StringComparison.Ordinal);
        (_, output, _) = await RunAsync("export", "--help");
        Assert.Contains("--from", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A01_A_kill_in_the_midst_of_changes_leaves_the_chain_intact_and_holds_every_head_that_was_told()
    {
        await SetUpAsync();
        for (var round = 0; round < 3; round++)
        {
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var token = await _server.Client.KeyTokenAsync(_key);
            var workers = Enumerable.Range(0, 6).Select(_ => ChangeUntilKilledAsync(token, enough)).ToArray();
            await Task.WhenAny(enough.Task, Task.WhenAll(workers));
            var head = await HeadAsync();
            await _server.KillAsync();
            await Task.WhenAll(workers);
            Assert.Equal(0, (await RunAsync("verify", "--expect", head)).Code);
            await _server.RunAsync();
            Assert.Equal(0, (await RunAsync("verify", "--expect", head)).Code);
        }
    }

    private async Task<string> HeadAsync()
    {
        using var report = JsonDocument.Parse((await RunAsync("verify", "--json")).Output);
        return report.RootElement.GetProperty("Head").GetString()!;
    }

    private async Task ChangeUntilKilledAsync(string token, TaskCompletionSource enough)
    {
        try
        {
            for (var turn = 0; ; turn++)
            {
                await _server.Client.PostAsync(
                    "/v1.0/users/admin@contoso.corp.com/authentication/temporaryAccessPassMethods", new Keyway.Contracts.Graph.TemporaryAccessPassRequest(null, 60, false),
                    ContractsJson.Default.TemporaryAccessPassRequest, token);
                if (turn == 10)
                    enough.TrySetResult();
            }
        }
        catch (HttpRequestException)
        {
            // Killed.
        }
    }

    private async Task SetUpAsync()
    {
        var administrator = await _server.InitAsync();
        await _server.RunAsync();
        (await _server.Client.RegisterAsync(await _server.Client.PassTokenAsync("admin@contoso.corp.com", administrator.Code!), _key)).As(ContractsJson.Default.SecurityKeyMethod);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(string command, params string[] more)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "keyway-server"), ["audit", command, "--data", _server.Data, .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await error);
    }
}
