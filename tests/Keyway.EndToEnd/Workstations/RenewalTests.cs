using System.Globalization;
using System.Text.Json.Nodes;

namespace Keyway.EndToEnd.Workstations;

/// <summary>Somebody is signed in at PC1, and keywayd looks after their session without them. It looks when it starts; what it finds is made old before.</summary>
[Collection(LabCollection.Name)]
public sealed class RenewalTests(LabFixture fixture) : IAsyncLifetime
{
    private readonly WorkstationDesk _desk = new(fixture.Lab, TestContext.Current.CancellationToken);
    private uint _uid;
    private string _program = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string SessionFile => Path.Combine(fixture.Lab.Folder.Device, string.Create(CultureInfo.InvariantCulture, $"session-{_uid}.json"));

    public async ValueTask InitializeAsync()
    {
        _desk.Insert("alice");
        var login = await _desk.LogInAsync("alice");
        Assert.True(login.Succeeded, login.Said);
        _desk.Computer.Remove();
        _uid = await _desk.UserIdAsync("alice");
        _program = (await _desk.RunAsync("sh", "-c", $"setpriv --reuid={_uid} --regid={_uid} --clear-groups sleep 300 >/dev/null 2>&1 </dev/null & echo $!")).Output.Trim();
        await _desk.RunAsync("touch", "-d", "2000-01-01", $"/tmp/krb5cc_{_uid}");
    }

    public async ValueTask DisposeAsync()
    {
        await _desk.RunAsync("kill", _program);
        _desk.Dispose();
    }

    [Fact]
    public async Task After_four_hours_token_and_ticket_are_new_ones()
    {
        var token = Session()["token"]!["refreshToken"]!.GetValue<string>();
        await ChangeAsync(session => session["issuedOn"] = DateTimeOffset.UtcNow.AddHours(-5));

        await _desk.Log.UntilAsync(async () => Session()["token"]!["refreshToken"]!.GetValue<string>() != token && Session()["ticketExpires"] is not null && await CacheYearAsync() != "2000");

        Assert.Contains(": renewed, ticket until ", await _desk.Log.ReadAsync(), StringComparison.Ordinal);
        var tickets = await _desk.RunAsync("setpriv", $"--reuid={_uid}", $"--regid={_uid}", "--clear-groups", "klist", "-s");
        Assert.True(tickets.Succeeded, tickets.Said);
    }

    [Fact]
    public async Task A_ticket_that_no_domain_controller_gave_is_fetched_when_one_is_there()
    {
        await ChangeAsync(session => session.Remove("ticketExpires"));

        await _desk.Log.UntilAsync(async () => Session()["ticketExpires"] is not null && await CacheYearAsync() != "2000");
    }

    [Fact]
    public async Task D04_a_session_that_the_server_has_ended_leaves_nothing_behind()
    {
        await ChangeAsync(session => session["ticketExpires"] = DateTimeOffset.UtcNow.AddMinutes(-1), session => session["token"]!["refreshToken"] = "kw1.revoked");

        // What is told last is done last.
        await _desk.Log.UntilSaidAsync("must sign in again (KW2310)");

        Assert.False(File.Exists(SessionFile));
        Assert.False((await _desk.RunAsync("test", "-e", $"/tmp/krb5cc_{_uid}")).Succeeded);
    }

    private JsonObject Session() => JsonNode.Parse(File.ReadAllText(SessionFile))!.AsObject();

    /// <summary>The daemon is killed, its file changed, and it is started again: it must find everybody who is signed in.</summary>
    private async Task ChangeAsync(params Action<JsonObject>[] changes)
    {
        _desk.Computer.Signal(9);
        var session = Session();
        foreach (var change in changes)
            change(session);
        await File.WriteAllTextAsync(SessionFile, session.ToJsonString(), Cancellation);
        _desk.Log.Forget();
        await fixture.Lab.RestartKeywaydAsync(Cancellation);
    }

    private async Task<string> CacheYearAsync() => (await _desk.RunAsync("date", "-r", $"/tmp/krb5cc_{_uid}", "+%Y")).Output.Trim();
}
