using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.PrimaryRefreshTokens;

/// <summary>The attacks of W01-W05, W11, D01-D04 on the device sign-in: each is refused by its number.</summary>
public sealed class SignInRefusalTests : IAsyncLifetime
{
    private Organisation _organisation = null!;
    private TestSecurityKey _key = null!;
    private TestDevice _device = null!;

    private Client Client => _organisation.Client;

    public async ValueTask InitializeAsync()
    {
        _organisation = await Organisation.StartAsync();
        _key = await _organisation.KeyAsync(await _organisation.PersonAsync());
        _device = await _organisation.DeviceAsync(_key);
    }

    public ValueTask DisposeAsync() => _organisation.DisposeAsync();

    [Fact]
    public async Task A_nonce_that_is_not_ours_is_refused()
    {
        var nonce = new string('A', 54);
        (await SendAsync(nonce, nonce)).IsRefusal("KW2300", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_nonce_with_one_character_changed_is_refused()
    {
        var nonce = await Client.NonceAsync();
        for (var index = 0; index < nonce.Length; index += 7)
        {
            var changed = nonce[..index] + (nonce[index] == 'A' ? 'B' : 'A') + nonce[(index + 1)..];
            (await SendAsync(changed, changed)).IsRefusal("KW230");
        }
    }

    [Fact]
    public async Task A_nonce_older_than_five_minutes_is_refused()
    {
        var nonce = await Client.NonceAsync();
        _organisation.Server.Clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        (await SendAsync(nonce, nonce)).IsRefusal("KW2301");
    }

    [Fact]
    public async Task A_registration_challenge_is_no_nonce_for_a_sign_in()
    {
        var token = await Client.KeyTokenAsync(_key);
        var options = (await Client.GetAsync(Client.Keys + "/creationOptions", token)).As(ContractsJson.Default.CreationOptionsResponse);
        var nonce = Encoding.ASCII.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(options.PublicKey.Challenge));
        (await SendAsync(nonce, nonce)).IsRefusal("KW2300");
    }

    [Fact]
    public async Task A_fresh_nonce_with_an_assertion_over_another_is_refused()
    {
        var (fresh, other) = (await Client.NonceAsync(), await Client.NonceAsync());
        (await SendAsync(fresh, other)).IsRefusal("KW1051");
    }

    [Fact]
    public async Task A_replayed_request_is_refused()
    {
        var nonce = await Client.NonceAsync();
        var request = _device.Sign(TestDevice.Claims(nonce, _key.Sign(nonce)));
        (await Client.PrtAsync(request)).As(ContractsJson.Default.PrtResponse);
        (await Client.PrtAsync(request)).IsRefusal("KW2302");
    }

    [Fact]
    public async Task A_replayed_request_is_refused_after_a_restart()
    {
        var nonce = await Client.NonceAsync();
        var request = _device.Sign(TestDevice.Claims(nonce, _key.Sign(nonce)));
        (await Client.PrtAsync(request)).As(ContractsJson.Default.PrtResponse);
        await _organisation.Server.RestartAsync();
        (await Client.PrtAsync(request)).IsRefusal("KW2302");
    }

    [Fact]
    public async Task A_replayed_request_is_refused_after_the_sweep()
    {
        var nonce = await Client.NonceAsync();
        var request = _device.Sign(TestDevice.Claims(nonce, _key.Sign(nonce)));
        (await Client.PrtAsync(request)).As(ContractsJson.Default.PrtResponse);
        foreach (var wait in new[] { TimeSpan.FromMinutes(4.9), TimeSpan.FromMinutes(0.2), TimeSpan.FromMinutes(5) })
        {
            _organisation.Server.Clock.Advance(wait);
            await _organisation.Server.SweepAsync();
            (await Client.PrtAsync(request)).IsRefusal("KW230");
        }

        Assert.Equal(0L, _organisation.Server.Get<Store>().Read(session => session.First("SELECT COUNT(*) FROM SpentNonce", row => row.GetInt64(0))));
    }

    [Fact]
    public async Task Of_one_request_sent_many_times_at_once_exactly_one_succeeds()
    {
        var nonce = await Client.NonceAsync();
        var request = _device.Sign(TestDevice.Claims(nonce, _key.Sign(nonce)));
        var replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Client.PrtAsync(request)));
        Assert.Single(replies, reply => reply.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_same_assertion_under_another_device_is_refused()
    {
        var other = await _organisation.DeviceAsync(_key);
        var nonce = await Client.NonceAsync();
        var assertion = _key.Sign(nonce);
        (await Client.PrtAsync(_device.Sign(TestDevice.Claims(nonce, assertion)))).As(ContractsJson.Default.PrtResponse);
        (await Client.PrtAsync(other.Sign(TestDevice.Claims(nonce, assertion)))).IsRefusal("KW2302");
    }

    [Fact]
    public async Task Another_devices_key_under_this_devices_certificate_is_refused()
    {
        using var thief = new TestDevice();
        var nonce = await Client.NonceAsync();
        (await Client.PrtAsync(_device.Sign(TestDevice.Claims(nonce, _key.Sign(nonce)), by: thief.Key))).IsRefusal("KW2305");
    }

    [Fact]
    public async Task A_certificate_that_we_did_not_issue_is_refused()
    {
        using var stranger = new TestDevice();
        using var certificate = new CertificateRequest($"CN={Guid.NewGuid()}", stranger.Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var nonce = await Client.NonceAsync();
        (await Client.PrtAsync(stranger.Sign(TestDevice.Claims(nonce, _key.Sign(nonce)), certificate: certificate.RawData))).IsRefusal("KW2200");
    }

    [Fact]
    public async Task A_disabled_device_is_refused_at_the_next_request()
    {
        (await Client.SignInAsync(_device, _key)).As(ContractsJson.Default.PrtResponse);
        await _organisation.ExecuteAsync("UPDATE Device SET Enabled = FALSE, Version = Version + 1");
        (await Client.SignInAsync(_device, _key)).IsRefusal("KW2201");
    }

    [Fact]
    public async Task A_disabled_person_is_refused_at_the_next_request()
    {
        (await Client.SignInAsync(_device, _key)).As(ContractsJson.Default.PrtResponse);
        await _organisation.ExecuteAsync("UPDATE Account SET Enabled = FALSE, Version = Version + 1 WHERE UserName LIKE 'alice@%'");
        (await Client.SignInAsync(_device, _key)).IsRefusal("KW2051");
    }

    [Fact]
    public async Task Somebody_elses_user_handle_is_refused()
    {
        _key.UserHandle = Guid.NewGuid().ToByteArray(bigEndian: true);
        (await Client.SignInAsync(_device, _key)).IsRefusal("KW1083");
    }

    [Fact]
    public async Task A_missing_user_handle_is_refused()
    {
        var nonce = await Client.NonceAsync();
        (await Client.PrtAsync(_device.Sign(TestDevice.Claims(nonce, _key.Sign(nonce, withUserHandle: false))))).IsRefusal("KW1082");
    }

    [Fact]
    public async Task A_key_that_was_never_registered_is_refused()
    {
        var stranger = _organisation.NewKey();
        stranger.UserHandle = _key.UserHandle;
        (await Client.SignInAsync(_device, stranger)).IsRefusal("KW2102");
    }

    [Fact]
    public async Task Another_key_under_a_registered_credential_id_is_refused()
    {
        using var thief = new TestSecurityKey { CredentialId = _key.CredentialId, UserHandle = _key.UserHandle, Counter = 100 };
        (await Client.SignInAsync(_device, thief)).IsRefusal("KW1085");
    }

    [Fact]
    public async Task A_counter_that_goes_back_is_refused()
    {
        (await Client.SignInAsync(_device, _key)).As(ContractsJson.Default.PrtResponse);
        _key.Counter -= 1;
        (await Client.SignInAsync(_device, _key)).IsRefusal("KW1086");
    }

    [Theory]
    [InlineData("http://localhost")]
    [InlineData("https://localhost:8443")]
    [InlineData("https://localhost.evil.example")]
    [InlineData("https://evil.localhost")]
    public async Task Another_origin_is_refused(string origin)
    {
        var nonce = await Client.NonceAsync();
        (await Client.PrtAsync(_device.Sign(TestDevice.Claims(nonce, _key.Sign(nonce, origin))))).IsRefusal("KW1052");
    }

    [Fact]
    public async Task Another_relying_party_is_refused()
    {
        var nonce = await Client.NonceAsync();
        (await Client.PrtAsync(_device.Sign(TestDevice.Claims(nonce, _key.Sign(nonce, relyingPartyId: "evil.example"))))).IsRefusal("KW1055");
    }

    [Fact]
    public async Task A_touch_without_PIN_is_refused()
    {
        var nonce = await Client.NonceAsync();
        (await Client.PrtAsync(_device.Sign(TestDevice.Claims(nonce, _key.Sign(nonce, userVerified: false))))).IsRefusal("KW1057");
    }

    [Fact]
    public async Task A_removed_key_is_refused_at_the_next_request()
    {
        var token = await Client.KeyTokenAsync(_key);
        Assert.Equal(HttpStatusCode.NoContent, (await Client.DeleteAsync($"{Client.Keys}/{_key.Id}?confirmLast=true", token)).Status);
        (await Client.SignInAsync(_device, _key)).IsRefusal("KW2102");
    }

    [Fact]
    public async Task A_model_that_is_blocked_after_registration_is_refused_at_the_next_sign_in()
    {
        await ChangePolicyAsync(new SecurityKeyPolicy(KeyRestrictions: new KeyRestrictions(true, "block", [_key.Aaguid])));
        (await Client.SignInAsync(_device, _key)).IsRefusal("KW2101", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_model_that_is_not_on_the_allow_list_is_refused()
    {
        await ChangePolicyAsync(new SecurityKeyPolicy(KeyRestrictions: new KeyRestrictions(true, "allow", [Guid.NewGuid()])));
        (await Client.SignInAsync(_device, _key)).IsRefusal("KW2101");
    }

    [Fact]
    public async Task A_method_that_is_switched_off_is_refused()
    {
        await ChangePolicyAsync(new SecurityKeyPolicy(State: "disabled"));
        (await Client.SignInAsync(_device, _key)).IsRefusal("KW2100");
    }

    [Fact]
    public async Task A_person_who_is_in_no_included_group_is_refused()
    {
        await ChangePolicyAsync(new SecurityKeyPolicy(IncludeTargets: [new PolicyTarget("group", Guid.NewGuid().ToString())]));
        (await Client.SignInAsync(_device, _key)).IsRefusal("KW2100");
    }

    [Fact]
    public async Task A_request_without_the_needed_scopes_is_refused()
    {
        var nonce = await Client.NonceAsync();
        (await Client.PrtAsync(_device.Sign(TestDevice.Claims(nonce, _key.Sign(nonce)) with { Scope = "openid" }))).IsRefusal("KW2306");
    }

    [Fact]
    public async Task Another_tenant_is_refused() =>
        (await Client.TokenAsync("other.example", [("grant_type", GrantTypes.ServerChallenge)])).IsRefusal("KW2309");

    private async Task<Reply> SendAsync(string nonce, string signedNonce) => await Client.PrtAsync(_device.Sign(TestDevice.Claims(nonce, _key.Sign(signedNonce))));

    private async Task ChangePolicyAsync(SecurityKeyPolicy change) => Assert.Equal(
        HttpStatusCode.NoContent, (await Client.PatchAsync(Client.Policy, change, ContractsJson.Default.SecurityKeyPolicy, await _organisation.AdministratorTokenAsync())).Status);
}
