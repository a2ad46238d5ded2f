using System.Collections.Concurrent;
using System.Net;
using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Server.Tests.Journeys;
using Microsoft.Data.Sqlite;

namespace Keyway.Server.Tests.Hosting;

/// <summary>A01: the real process is killed; what it answered before has happened, and no half of what it did not.</summary>
public sealed class KilledServerTests : IDisposable
{
    private readonly ServerProcess _server = new();
    private readonly TestSecurityKey _key = new();
    private readonly TestDevice _device = new();
    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose()
    {
        _server.Dispose();
        _key.Dispose();
        _device.Dispose();
    }

    [Fact]
    public async Task Init_can_be_run_again_until_a_key_is_registered()
    {
        var first = await _server.InitAsync();
        var second = await _server.InitAsync();
        Assert.Equal(first.TenantId, second.TenantId);
        Assert.NotEqual(first.Code, second.Code);
        await _server.RunAsync();
        (await _server.Client.PassAsync(first.UserName, first.Code!)).IsRefusal("KW2120");
        await RegisterAsync(second.Code!);
        await _server.KillAsync();
        Assert.Null((await _server.InitAsync()).Code);
    }

    [Fact]
    public async Task What_was_answered_before_a_kill_stands_after_it()
    {
        await SetUpAsync();
        for (var round = 0; round < 3; round++)
        {
            var nonce = await _server.Client.NonceAsync();
            var request = _device.Sign(TestDevice.Claims(nonce, _key.Sign(nonce)));
            (await _server.Client.PrtAsync(request)).As(ContractsJson.Default.PrtResponse);
            await _server.KillAsync();
            await _server.RunAsync();
            (await _server.Client.PrtAsync(request)).IsRefusal("KW2302");
        }
    }

    [Fact]
    public async Task A_join_whose_answer_a_kill_took_is_answered_with_the_same_device_after_it()
    {
        await SetUpAsync();
        await _server.KillAsync();
        await _server.RunAsync();
        var lost = _device.Certificate;
        await _server.Client.JoinAsync(await _server.Client.KeyTokenAsync(_key, Resources.DeviceRegistration), _device);
        Assert.Equal(lost, _device.Certificate);
        Assert.Equal(1L, Scalar("SELECT COUNT(*) FROM Device"));
    }

    [Fact]
    public async Task A_kill_in_the_midst_of_sign_ins_loses_none_that_was_answered_and_leaves_the_store_sound()
    {
        await SetUpAsync();
        var answered = new ConcurrentBag<string>();
        var workers = Enumerable.Range(0, 8).Select(_ => SignInUntilKilledAsync(answered)).ToArray();
        Assert.Same(_enough.Task, await Task.WhenAny(_enough.Task, Task.WhenAll(workers)));
        await _server.KillAsync();
        await Task.WhenAll(workers);
        await _server.RunAsync();

        foreach (var request in answered)
            (await _server.Client.PrtAsync(request)).IsRefusal("KW2302");
        Assert.Equal("ok", Scalar("PRAGMA integrity_check"));
        Assert.True((long)Scalar("SELECT COUNT(*) FROM PrimaryRefreshToken")! >= answered.Count);
        Assert.Equal(Scalar("SELECT COUNT(*) FROM PrimaryRefreshToken"), Scalar("SELECT COUNT(*) FROM SignIn WHERE Client = 1 AND Error IS NULL"));
        Assert.Equal(Scalar("SELECT COUNT(*) FROM PrimaryRefreshToken"), Scalar("SELECT SUM(Count) FROM SignInHour WHERE Client = 1 AND Error = 0"));
    }

    private async Task SetUpAsync()
    {
        var administrator = await _server.InitAsync();
        await _server.RunAsync();
        await RegisterAsync(administrator.Code!);
        await _server.Client.JoinAsync(await _server.Client.KeyTokenAsync(_key, Resources.DeviceRegistration), _device);
    }

    private async Task RegisterAsync(string code) =>
        (await _server.Client.RegisterAsync(await _server.Client.PassTokenAsync("admin@contoso.corp.com", code), _key)).As(ContractsJson.Default.SecurityKeyMethod);

    private async Task SignInUntilKilledAsync(ConcurrentBag<string> answered)
    {
        try
        {
            while (true)
            {
                var nonce = await _server.Client.NonceAsync();
                string request;
                lock (_key)
                    request = _device.Sign(TestDevice.Claims(nonce, _key.Sign(nonce)));
                // Sign-ins of one key that cross are refused by its counter; only the answered ones matter here.
                if ((await _server.Client.PrtAsync(request)).Status == HttpStatusCode.OK)
                    answered.Add(request);
                if (answered.Count >= 60)
                    _enough.TrySetResult();
            }
        }
        catch (HttpRequestException)
        {
            // Killed.
        }
    }

    private object? Scalar(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_server.Data, "keyway.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this test.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
