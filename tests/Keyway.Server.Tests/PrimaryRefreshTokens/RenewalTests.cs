using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.Jose;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.SignIn;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.PrimaryRefreshTokens;

/// <summary>A session that is renewed without a gesture, and the attacks of D01, D02 and D04 on it.</summary>
public sealed class RenewalTests : IAsyncLifetime
{
    private Organisation _organisation = null!;
    private TestSecurityKey _key = null!;
    private TestDevice _device = null!;
    private string _token = "";
    private byte[] _sessionKey = [];

    private Client Client => _organisation.Client;

    public async ValueTask InitializeAsync()
    {
        _organisation = await Organisation.StartAsync();
        _key = await _organisation.KeyAsync(await _organisation.PersonAsync());
        _device = await _organisation.DeviceAsync(_key);
        (_token, _sessionKey) = await SignInAsync(_device);
    }

    public ValueTask DisposeAsync() => _organisation.DisposeAsync();

    [Fact]
    public async Task A_renewal_gives_a_new_token_sealed_for_the_session_key()
    {
        var reply = Open(await RenewAsync(_token));

        Assert.NotEqual(_token, reply.RefreshToken);
        Assert.Equal(1_209_599, reply.RefreshTokenExpiresIn);
        Assert.Null(reply.SessionKeyJwe);
        Assert.NotNull(reply.TgtAd);
        Assert.Equal(2, await CountAsync("PrimaryRefreshToken"));
        Assert.Equal(1, await CountAsync("SignIn WHERE Client = 1"));
    }

    [Fact]
    public async Task A_lost_answer_loses_nobody_and_a_used_successor_ends_its_predecessor()
    {
        var first = Open(await RenewAsync(_token)).RefreshToken;
        _organisation.Server.Clock.Advance(TimeSpan.FromHours(5));
        var again = Open(await RenewAsync(_token)).RefreshToken;
        _organisation.Server.Clock.Advance(TimeSpan.FromHours(4));
        Open(await RenewAsync(again));

        (await RenewAsync(_token)).IsRefusal("KW2310", HttpStatusCode.BadRequest);
        (await RenewAsync(first)).IsRefusal("KW2310");
    }

    [Fact]
    public async Task D02_a_device_that_shows_the_same_token_again_and_again_fills_nothing()
    {
        var newest = "";
        for (var round = 0; round < 40; round++)
        {
            _organisation.Server.Clock.Advance(TimeSpan.FromSeconds(1));
            newest = Open(await RenewAsync(_token)).RefreshToken;
        }

        Assert.InRange(await CountAsync("PrimaryRefreshToken"), 2, 18);
        Open(await RenewAsync(_token));
        Open(await RenewAsync(newest));
    }

    [Fact]
    public async Task Two_weeks_after_the_last_renewal_it_is_over()
    {
        _organisation.Server.Clock.Advance(TimeSpan.FromDays(13));
        var renewed = Open(await RenewAsync(_token)).RefreshToken;
        _organisation.Server.Clock.Advance(TimeSpan.FromDays(13));
        renewed = Open(await RenewAsync(renewed)).RefreshToken;
        _organisation.Server.Clock.Advance(TimeSpan.FromDays(14));

        (await RenewAsync(renewed)).IsRefusal("KW2310");
    }

    [Fact]
    public async Task D01_a_token_without_its_session_key_is_worth_nothing()
    {
        (await RenewAsync(_token, RandomNumberGenerator.GetBytes(32))).IsRefusal("KW2312", HttpStatusCode.BadRequest);
        (await RenewAsync("kw1.AAAA")).IsRefusal("KW2310");
    }

    [Fact]
    public async Task D01_another_devices_session_key_does_not_fit()
    {
        var (other, otherKey) = await SignInAsync(await _organisation.DeviceAsync(_key));

        (await RenewAsync(_token, otherKey)).IsRefusal("KW2312");
        (await RenewAsync(other, _sessionKey)).IsRefusal("KW2312");
        Open(await RenewAsync(other, otherKey), otherKey);
    }

    [Fact]
    public async Task D01_a_nonce_that_is_foreign_old_or_spent_is_refused()
    {
        var nonce = await Client.NonceAsync();
        var request = Sign(_token, nonce, _sessionKey);
        Open(await Client.PrtAsync(request));
        (await Client.PrtAsync(request)).IsRefusal("KW2302");
        (await Client.PrtAsync(Sign(_token, nonce, _sessionKey))).IsRefusal("KW2302");
        (await Client.PrtAsync(Sign(_token, new string('A', 54), _sessionKey))).IsRefusal("KW2300");
        var old = await Client.NonceAsync();
        _organisation.Server.Clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        (await Client.PrtAsync(Sign(_token, old, _sessionKey))).IsRefusal("KW2301");
    }

    [Fact]
    public async Task D02_a_key_that_is_not_bound_to_the_request_is_refused()
    {
        var payload = Payload(_token, await Client.NonceAsync());
        var context = RandomNumberGenerator.GetBytes(24);
        var header = new JoseHeader("HS256", "JWT", Ctx: Convert.ToBase64String(context));
        var unbound = SessionKeyDerivation.DeriveV1(_sessionKey, context);

        (await Client.PrtAsync(CompactJws.SignHs256(header, payload, unbound))).IsRefusal("KW2311");
        (await Client.PrtAsync(CompactJws.SignHs256(header with { KdfVersion = 1 }, payload, unbound))).IsRefusal("KW2311");
        (await Client.PrtAsync(CompactJws.SignHs256(header with { KdfVersion = 2 }, payload, unbound))).IsRefusal("KW2312");
    }

    [Fact]
    public async Task D02_no_part_of_a_request_can_be_exchanged()
    {
        var parts = Sign(_token, await Client.NonceAsync(), _sessionKey).Split('.');
        var others = Sign(_token, await Client.NonceAsync(), _sessionKey).Split('.');

        (await Client.PrtAsync($"{parts[0]}.{others[1]}.{parts[2]}")).IsRefusal("KW2312");
        (await Client.PrtAsync($"{others[0]}.{parts[1]}.{parts[2]}")).IsRefusal("KW2312");
        (await Client.PrtAsync($"{parts[0]}.{parts[1]}.")).IsRefusal("KW2312");
        Open(await Client.PrtAsync(string.Join('.', parts)));
    }

    [Fact]
    public async Task D02_the_devices_key_and_no_key_sign_no_renewal()
    {
        var payload = Payload(_token, await Client.NonceAsync());
        var certificate = JsonSerializer.SerializeToElement(new[] { Convert.ToBase64String(_device.Certificate) });

        (await Client.PrtAsync(CompactJws.SignRs256(new JoseHeader("RS256", X5c: certificate), payload, _device.Key))).IsRefusal("KW2303");
        (await Client.PrtAsync(CompactJws.Unsigned(payload))).IsRefusal("KW2304");
    }

    [Theory]
    [InlineData("UPDATE Device SET Enabled = FALSE, Version = Version + 1", "KW2201")]
    [InlineData("UPDATE Account SET Enabled = FALSE, Version = Version + 1 WHERE UserName LIKE 'alice@%'", "KW2051")]
    [InlineData("DELETE FROM SecurityKey WHERE UserId = (SELECT Id FROM Account WHERE UserName LIKE 'alice@%')", "KW2102")]
    public async Task D04_what_ended_since_ends_the_session(string sql, string code)
    {
        await _organisation.ExecuteAsync(sql);
        (await RenewAsync(_token)).IsRefusal(code);
    }

    [Fact]
    public async Task D04_a_method_that_was_switched_off_ends_the_session()
    {
        Assert.Equal(HttpStatusCode.NoContent, (await Client.PatchAsync(
            Client.Policy, new SecurityKeyPolicy(State: "disabled"), ContractsJson.Default.SecurityKeyPolicy, await _organisation.AdministratorTokenAsync())).Status);
        (await RenewAsync(_token)).IsRefusal("KW2100");
    }

    [Fact]
    public async Task D04_a_device_that_has_joined_anew_starts_anew()
    {
        _organisation.Server.Clock.Advance(TimeSpan.FromMinutes(1));
        await _organisation.ExecuteAsync($"UPDATE Device SET RegisteredOn = {_organisation.Server.Clock.GetUtcNow().ToUnixTimeMilliseconds()}, Version = Version + 1");
        (await RenewAsync(_token)).IsRefusal("KW2200");
    }

    [Fact]
    public async Task D04_a_person_who_signed_out_everywhere_is_signed_out()
    {
        Assert.Equal(HttpStatusCode.OK, (await Client.SendAsync(HttpMethod.Post, "/v1.0/me/revokeSignInSessions", null, await Client.KeyTokenAsync(_key))).Status);
        (await RenewAsync(_token)).IsRefusal("KW2310");
    }

    [Fact]
    public async Task No_mutation_of_a_request_is_taken()
    {
        var random = new Random(1);
        var nonce = await Client.NonceAsync();
        var good = Sign(_token, nonce, _sessionKey);
        for (var round = 0; round < 200; round++)
        {
            var changed = good.ToCharArray();
            changed[random.Next(changed.Length)] = "ABCDEFGHabcdefgh0123456789-_.="[random.Next(30)];
            var text = new string(changed);
            // The last character of a part holds bits that belong to no byte: such a text says the same.
            if (!SameBytes(good, text))
                Assert.NotEqual(HttpStatusCode.OK, (await Client.PrtAsync(text)).Status);
        }
    }

    private static bool SameBytes(string one, string other) =>
        one.Split('.').Select(part => part[..^1]).SequenceEqual(other.Split('.').Select(part => part.Length == 0 ? "" : part[..^1]));

    private static byte[] Payload(string token, string nonce) => JsonSerializer.SerializeToUtf8Bytes(
        new PrtRenewalClaims(ClientIds.Broker, nonce, "openid aza", GrantTypes.RefreshToken, token, Tgt: true), ContractsJson.Default.PrtRenewalClaims);

    private static string Sign(string token, string nonce, byte[] sessionKey) => SessionKeyProof.Sign(sessionKey, Payload(token, nonce));

    private async Task<(string Token, byte[] SessionKey)> SignInAsync(TestDevice device)
    {
        var reply = (await Client.SignInAsync(device, _key)).As(ContractsJson.Default.PrtResponse);
        return (reply.RefreshToken, SessionKeyJwe.Unwrap(reply.SessionKeyJwe!, device.TransportKey).Value);
    }

    private async Task<Reply> RenewAsync(string token, byte[]? sessionKey = null) => await Client.PrtAsync(Sign(token, await Client.NonceAsync(), sessionKey ?? _sessionKey));

    private PrtResponse Open(Reply reply, byte[]? sessionKey = null)
    {
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        return JsonSerializer.Deserialize(SessionKeyEnvelope.Open(sessionKey ?? _sessionKey, reply.Body).Value, ContractsJson.Default.PrtResponse)!;
    }

    private Task<long> CountAsync(string what) => Task.FromResult(_organisation.Server.Get<Store>().Read(session => session.First($"SELECT COUNT(*) FROM {what}", row => row.GetInt64(0))));
}
