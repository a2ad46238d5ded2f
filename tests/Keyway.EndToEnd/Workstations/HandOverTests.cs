using System.Globalization;
using System.Text.Json.Nodes;
using Keyway.Lab;
using Keyway.Lab.Components;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.Workstations;

/// <summary>What alice's programs at PC1 get of her sign-in beside the file of tickets: the kernel's keyring where that is set, and the NTLM secret where a domain controller gives it.</summary>
[Collection(LabCollection.Name)]
public sealed class HandOverTests(LabFixture fixture) : IAsyncLifetime
{
    private readonly WorkstationDesk _desk = new(fixture.Lab, TestContext.Current.CancellationToken);
    private string _program = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _desk.Insert("alice");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _desk.Dispose();
        if (_program.Length > 0)
            await _desk.RunAsync("kill", _program);
        await fixture.Lab.RestartKeywaydAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Tickets_in_the_keyring_are_written_renewed_and_destroyed_as_the_person()
    {
        var settings = new JsonObject { ["credentialCache"] = "keyring" };
        await fixture.Lab.RestartKeywaydAsync(Cancellation, settings);
        var session = await SessionAsync("id -un; klist");
        var uid = await _desk.UserIdAsync("alice");

        Assert.Contains($"Ticket cache: KEYRING:persistent:{uid}", session.Output, StringComparison.Ordinal);
        Assert.Contains("Default principal: alice@" + Domain.DnsName.ToUpperInvariant(), session.Output, StringComparison.Ordinal);
        var cache = $"KRB5CCNAME=KEYRING:persistent:{uid}";
        await StayAsync(uid);
        var site = await AsAsync(uid, "env", cache, "curl", "-s", "--negotiate", "-u", ":", "-o", "/dev/null", "-w", "%{http_code}", $"http://{Domain.IntranetHost}/");
        Assert.Equal("200", site.Output);

        // An unlock, as the lock screen asks for it, and a renewal without the person, into the same name; a ticket of the site was in it and is gone.
        Assert.Contains("HTTP/", (await AsAsync(uid, "env", cache, "klist")).Output, StringComparison.Ordinal);
        Assert.True((await _desk.AuthenticateAsync("alice", asUser: uid)).Succeeded);
        Assert.DoesNotContain("HTTP/", (await AsAsync(uid, "env", cache, "klist")).Output, StringComparison.Ordinal);
        await AsAsync(uid, "env", cache, "kdestroy");
        await ChangeAsync(uid, settings, session => session.Remove("ticketExpires"));
        await _desk.Log.UntilAsync(async () => (await AsAsync(uid, "env", cache, "klist", "-s")).Succeeded);

        await ChangeAsync(uid, settings, session => session["ticketExpires"] = DateTimeOffset.UtcNow.AddMinutes(-1), session => session["token"]!["refreshToken"] = "kw1.revoked");
        await _desk.Log.UntilAsync(async () => !File.Exists(SessionFile(uid)) && !(await AsAsync(uid, "env", cache, "klist", "-s")).Succeeded);
    }

    [Fact]
    public async Task D07_the_NTLM_secret_is_the_persons_alone_opens_the_share_and_goes_with_the_session()
    {
        var companion = new JsonObject { ["keyListControllers"] = new JsonArray($"{Domain.ControllerHost}={fixture.Lab.Record.KeyListAddress}") };
        await fixture.Lab.RestartKeywaydAsync(Cancellation, companion);
        var session = await SessionAsync("echo secret in $NTLM_USER_FILE");
        var uid = await _desk.UserIdAsync("alice");
        var file = $"/run/keyway/{uid}/ntlm";
        var keyway = BuiltPrograms.Device;

        Assert.Contains("secret in " + file, session.Output, StringComparison.Ordinal);
        Assert.Equal($"600 {uid} {uid}", (await _desk.RunAsync("stat", "-c", "%a %u %g", file)).Output.Trim());
        Assert.False((await AsAsync(65534, "cat", file)).Succeeded);
        Assert.False((await AsAsync(uid, "rm", "-f", file)).Succeeded);
        var status = await AsAsync(uid, keyway, "ntlm", "status");
        Assert.Contains($@"NTLM as {Domain.NetBiosName}\alice", status.Output, StringComparison.Ordinal);
        var share = await AsAsync(uid, keyway, "ntlm", "smbclient", "--", Domain.Share, "-c", "ls");
        Assert.True(share.Succeeded, share.Said);

        // Taken away by the person; back with the next sign-in; gone with one at a domain controller that gives none.
        Assert.True((await AsAsync(uid, keyway, "ntlm", "remove")).Succeeded);
        Assert.Contains("KW3244", (await AsAsync(uid, keyway, "ntlm", "smbclient", "--", Domain.Share, "-c", "ls")).Said, StringComparison.Ordinal);
        Assert.True((await _desk.LogInAsync("alice")).Succeeded);
        Assert.True((await AsAsync(uid, keyway, "ntlm", "status")).Succeeded);
        await fixture.Lab.RestartKeywaydAsync(Cancellation);
        Assert.True((await _desk.LogInAsync("alice")).Succeeded);
        Assert.False((await _desk.RunAsync("test", "-e", file)).Succeeded);

        // Nor does it outlive a session that the server has ended.
        await fixture.Lab.RestartKeywaydAsync(Cancellation, companion);
        Assert.True((await _desk.LogInAsync("alice")).Succeeded);
        Assert.True((await _desk.RunAsync("test", "-s", file)).Succeeded);
        await StayAsync(uid);
        await ChangeAsync(uid, companion, session => session["ticketExpires"] = DateTimeOffset.UtcNow.AddMinutes(-1), session => session["token"]!["refreshToken"] = "kw1.revoked");
        await _desk.Log.UntilAsync(async () => !File.Exists(SessionFile(uid)) && !(await _desk.RunAsync("test", "-e", file)).Succeeded);
        Assert.DoesNotContain(":[U", await _desk.Log.ReadAsync(), StringComparison.Ordinal);
    }

    /// <summary>Somebody logs in at a terminal and runs a line.</summary>
    private Task<ToolResult> SessionAsync(string line) => _desk.Computer.RunAsync(
        "expect",
        ["-c", $$"""
            set timeout 30; spawn -noecho login; expect "login: "; send "alice\r"; expect -re {PIN of your security key: }; send "[gets stdin]\r"
            expect -re {\$ $}; send {{{line}}}; send "\r"; expect -re {\$ $}; send "exit\r"; expect eof
            """],
        Cancellation, _desk.Pin);

    private Task<ToolResult> AsAsync(uint uid, params string[] command) => _desk.RunAsync("setpriv", [$"--reuid={uid}", $"--regid={uid}", "--clear-groups", .. command]);

    /// <summary>A program of the person keeps them signed in.</summary>
    private async Task StayAsync(uint uid) =>
        _program = (await _desk.RunAsync("sh", "-c", $"setpriv --reuid={uid} --regid={uid} --clear-groups sleep 300 >/dev/null 2>&1 </dev/null & echo $!")).Output.Trim();

    private string SessionFile(uint uid) => Path.Combine(fixture.Lab.Folder.Device, string.Create(CultureInfo.InvariantCulture, $"session-{uid}.json"));

    private async Task ChangeAsync(uint uid, JsonObject settings, params Action<JsonObject>[] changes)
    {
        _desk.Computer.Signal(9);
        var session = JsonNode.Parse(await File.ReadAllTextAsync(SessionFile(uid), Cancellation))!.AsObject();
        foreach (var change in changes)
            change(session);
        await File.WriteAllTextAsync(SessionFile(uid), session.ToJsonString(), Cancellation);
        await fixture.Lab.RestartKeywaydAsync(Cancellation, settings);
    }
}
