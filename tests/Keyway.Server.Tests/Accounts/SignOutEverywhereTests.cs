using System.Net;
using Keyway.Server.Accounts;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.Accounts;

/// <summary>D04, O06: what was signed in before "everywhere" was said works no more, and only those who may say it.</summary>
public sealed class SignOutEverywhereTests : IAsyncLifetime
{
    private Organisation _organisation = null!;
    private Account _alice = null!;
    private TestSecurityKey _key = null!;

    private Client Client => _organisation.Client;

    public async ValueTask InitializeAsync()
    {
        _organisation = await Organisation.StartAsync();
        _alice = await _organisation.PersonAsync();
        _key = await _organisation.KeyAsync(_alice);
    }

    public ValueTask DisposeAsync() => _organisation.DisposeAsync();

    [Fact]
    public async Task D04_tokens_and_primary_refresh_tokens_end_and_a_new_sign_in_counts_also_over_a_restart()
    {
        var device = await _organisation.DeviceAsync(_key);
        await Client.SignInAsync(device, _key);
        Assert.Equal(1, PrimaryRefreshTokens());
        var token = await Client.KeyTokenAsync(_key);
        Assert.Contains("true", (await RevokeAsync("/v1.0/me/revokeSignInSessions", token)).Body, StringComparison.Ordinal);
        Assert.Equal(0, PrimaryRefreshTokens());
        (await Client.GetAsync(Client.Keys, token)).IsRefusal("KW2056", HttpStatusCode.Unauthorized);
        await _organisation.Server.RestartAsync();
        (await Client.GetAsync(Client.Keys, token)).IsRefusal("KW2056");
        _organisation.Server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await Client.GetAsync(Client.Keys, await Client.KeyTokenAsync(_key))).Status);
    }

    [Fact]
    public async Task D04_a_device_sign_in_whose_gesture_is_older_stores_nothing()
    {
        var device = await _organisation.DeviceAsync(_key);
        // The clock stands: what is signed now is of the very moment that ended.
        await _organisation.Server.Get<SignOutEverywhere>().RevokeAsync(_alice, _alice.Id, TestContext.Current.CancellationToken);
        (await Client.SignInAsync(device, _key)).IsRefusal("KW2056");
        Assert.Equal(0, PrimaryRefreshTokens());
    }

    [Fact]
    public async Task O06_the_help_desk_ends_the_sign_ins_of_people_and_not_of_administrators()
    {
        var helper = await Client.KeyTokenAsync(await _organisation.KeyAsync(await _organisation.PersonAsync("helper", Role.AuthenticationAdministrator)));
        var token = await Client.KeyTokenAsync(_key);
        (await RevokeAsync("/v1.0/users/admin@contoso.corp.com/revokeSignInSessions", helper)).IsRefusal("KW2005");
        (await RevokeAsync("/v1.0/users/helper@contoso.corp.com/revokeSignInSessions", token)).IsRefusal("KW2005");
        Assert.Equal(HttpStatusCode.OK, (await RevokeAsync($"/v1.0/users/{_alice.Id}/revokeSignInSessions", helper)).Status);
        (await Client.GetAsync(Client.Keys, token)).IsRefusal("KW2056");
        Assert.Equal(HttpStatusCode.OK, (await Client.GetAsync(Client.Keys, helper)).Status);
        var events = _organisation.Server.Get<Store>().Read(session => session.All("SELECT TargetId FROM AuditEvent WHERE Activity = 'signed-out-everywhere'", row => row.Id(0)));
        Assert.Equal([_alice.Id], events);
    }

    [Fact]
    public void Who_never_signed_out_is_not_held_up()
    {
        var everywhere = _organisation.Server.Get<SignOutEverywhere>();
        Assert.Equal(DateTimeOffset.MinValue, everywhere.ValidFrom(_alice.Id));
        Assert.Null(everywhere.Check(_alice.Id, DateTimeOffset.UnixEpoch));
    }

    private Task<Reply> RevokeAsync(string path, string token) => Client.SendAsync(HttpMethod.Post, path, null, token);

    private int PrimaryRefreshTokens() => _organisation.Server.Get<Store>().Read(session => session.First("SELECT COUNT(*) FROM PrimaryRefreshToken", row => row.GetInt32(0)));
}
