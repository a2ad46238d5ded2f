using System.Buffers.Text;
using System.Net;
using System.Text;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.SecurityInfo;

/// <summary>Register a key: W01, W03, W09, W12, W15.</summary>
public sealed class RegistrationTests : IAsyncLifetime
{
    private Organisation _organisation = null!;
    private Account _alice = null!;

    private Client Client => _organisation.Client;

    public async ValueTask InitializeAsync()
    {
        _organisation = await Organisation.StartAsync();
        _alice = await _organisation.PersonAsync();
    }

    public ValueTask DisposeAsync() => _organisation.DisposeAsync();

    [Fact]
    public async Task Options_ask_for_a_resident_verified_key_with_hmac_secret()
    {
        var options = (await Client.GetAsync(Client.Keys + "/creationOptions", await TokenAsync())).As(ContractsJson.Default.CreationOptionsResponse);
        Assert.Equal("localhost", options.PublicKey.RelyingParty.Id);
        Assert.Equal(_alice.UserName, options.PublicKey.User.Name);
        Assert.Equal(16, Base64Url.DecodeFromChars(options.PublicKey.User.Id).Length);
        Assert.True(options.PublicKey.AuthenticatorSelection.RequireResidentKey);
        Assert.Equal("required", options.PublicKey.AuthenticatorSelection.UserVerification);
        Assert.True(options.PublicKey.Extensions.HmacCreateSecret);
        Assert.Contains(options.PublicKey.Parameters, parameter => parameter.Algorithm == -7);
    }

    [Fact]
    public async Task A_registered_key_is_listed_excluded_next_time_and_removed()
    {
        var key = await _organisation.KeyAsync(_alice);
        var token = await Client.KeyTokenAsync(key);
        var listed = Assert.Single((await Client.GetAsync(Client.Keys, token)).As(ContractsJson.Default.GraphListSecurityKeyMethod).Value);
        Assert.Equal((key.Id, "Blue key", key.Aaguid, "notAttested"), (listed.Id, listed.DisplayName, listed.Aaguid, listed.AttestationLevel));
        var options = (await Client.GetAsync(Client.Keys + "/creationOptions", token)).As(ContractsJson.Default.CreationOptionsResponse);
        Assert.Equal(key.Id, Assert.Single(options.PublicKey.ExcludeCredentials).Id);

        (await Client.DeleteAsync($"{Client.Keys}/{key.Id}", token)).IsRefusal("KW2111", HttpStatusCode.Conflict);
        Assert.Equal(HttpStatusCode.NoContent, (await Client.DeleteAsync($"{Client.Keys}/{key.Id}?confirmLast=true", token)).Status);
        (await Client.DeleteAsync($"{Client.Keys}/{key.Id}", token)).IsRefusal("KW2108", HttpStatusCode.NotFound);
        (await Client.KeyAsync(key)).IsRefusal("KW2102");
    }

    [Fact]
    public async Task W15_chromium_takes_the_options_and_the_key_protects_the_credential_as_well_as_it_can()
    {
        var extensions = (await Client.GetAsync(Client.Keys + "/creationOptions", await TokenAsync())).As(ContractsJson.Default.CreationOptionsResponse).PublicKey.Extensions;
        Assert.Equal("userVerificationRequired", extensions.CredentialProtectionPolicy);
        Assert.False(extensions.EnforceCredentialProtectionPolicy);
    }

    [Fact]
    public async Task A_key_is_renamed_by_its_owner_and_tells_how_it_is_reached_and_where_it_was_used()
    {
        var token = await TokenAsync();
        var options = (await Client.GetAsync(Client.Keys + "/creationOptions", token)).As(ContractsJson.Default.CreationOptionsResponse);
        var key = _organisation.NewKey();
        var made = key.Register(options);
        var response = made.PublicKeyCredential.Response with { Transports = ["nfc", "usb", "telepathy", "usb"] };
        await RegisterAsync(made with { PublicKeyCredential = made.PublicKeyCredential with { Response = response } }, token);
        Assert.Equal(HttpStatusCode.NoContent, (await RenameAsync(key.Id, " Desk key ", token)).Status);
        (await RenameAsync(key.Id, "two\nlines", token)).IsRefusal("KW2106");
        (await RenameAsync(_organisation.AdministratorKey.Id, "mine", token)).IsRefusal("KW2108");
        await Client.KeyTokenAsync(key);

        var listed = Assert.Single((await Client.GetAsync(Client.Keys, token)).As(ContractsJson.Default.GraphListSecurityKeyMethod).Value);
        Assert.Equal(("Desk key", "deviceBound"), (listed.DisplayName, listed.PasskeyType));
        Assert.Equal(["usb", "nfc"], listed.Transports!);
        Assert.NotNull(listed.LastUsed);
        var stored = Assert.Single(_organisation.Server.Get<Keyway.Server.SecurityInfo.SecurityKeyRegistrations>().KeysOf(_alice.Id));
        Assert.Contains(stored.LastUsedFrom!.Address, new[] { "127.0.0.1", "::1" });

        _organisation.Server.Clock.Advance(TimeSpan.FromMinutes(6));
        (await RenameAsync(key.Id, "late", token)).IsRefusal("KW2105");
    }

    [Fact]
    public async Task W13_two_removals_at_once_leave_one_key()
    {
        var first = await _organisation.KeyAsync(_alice);
        var second = await _organisation.KeyAsync(_alice);
        var token = await Client.KeyTokenAsync(first);
        var replies = await Task.WhenAll(Client.DeleteAsync($"{Client.Keys}/{first.Id}", token), Client.DeleteAsync($"{Client.Keys}/{second.Id}", token));
        Assert.Single(replies, reply => reply.Status == HttpStatusCode.NoContent);
        Assert.Single(replies, reply => reply.Body.Contains("KW2111", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_older_than_five_minutes_registers_nothing()
    {
        var token = await TokenAsync();
        var options = (await Client.GetAsync(Client.Keys + "/creationOptions", token)).As(ContractsJson.Default.CreationOptionsResponse);
        _organisation.Server.Clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        (await Client.GetAsync(Client.Keys + "/creationOptions", token)).IsRefusal("KW2105", HttpStatusCode.Forbidden);
        (await RegisterAsync(_organisation.NewKey().Register(options), token)).IsRefusal("KW2105");
    }

    [Fact]
    public async Task Without_a_token_there_is_nothing()
    {
        (await Client.GetAsync(Client.Keys + "/creationOptions", null)).IsRefusal("KW2002", HttpStatusCode.Unauthorized);
        (await Client.GetAsync(Client.Keys + "/creationOptions", "a.b.c")).IsRefusal("KW2002", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_challenge_is_used_once()
    {
        var token = await TokenAsync();
        var options = (await Client.GetAsync(Client.Keys + "/creationOptions", token)).As(ContractsJson.Default.CreationOptionsResponse);
        (await RegisterAsync(_organisation.NewKey().Register(options), token)).As(ContractsJson.Default.SecurityKeyMethod);
        (await RegisterAsync(_organisation.NewKey().Register(options), token)).IsRefusal("KW2302");
    }

    [Fact]
    public async Task A_challenge_of_another_person_is_refused()
    {
        var options = (await Client.GetAsync(Client.Keys + "/creationOptions", await TokenAsync())).As(ContractsJson.Default.CreationOptionsResponse);
        (await RegisterAsync(_organisation.NewKey().Register(options), await _organisation.AdministratorTokenAsync())).IsRefusal("KW2300");
    }

    [Fact]
    public async Task A_sign_in_nonce_is_no_challenge_for_a_registration()
    {
        var nonce = Base64Url.EncodeToString(Encoding.ASCII.GetBytes(await Client.NonceAsync()));
        (await RegisterAsync(_organisation.NewKey().Register(nonce), await TokenAsync())).IsRefusal("KW2300");
    }

    [Fact]
    public async Task A_challenge_older_than_five_minutes_is_refused()
    {
        var options = (await Client.GetAsync(Client.Keys + "/creationOptions", await TokenAsync())).As(ContractsJson.Default.CreationOptionsResponse);
        _organisation.Server.Clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        (await RegisterAsync(_organisation.NewKey().Register(options), await TokenAsync())).IsRefusal("KW2301");
    }

    [Fact]
    public async Task Another_origin_is_refused()
    {
        var token = await TokenAsync();
        var options = (await Client.GetAsync(Client.Keys + "/creationOptions", token)).As(ContractsJson.Default.CreationOptionsResponse);
        (await RegisterAsync(_organisation.NewKey().Register(options, origin: "https://evil.example"), token)).IsRefusal("KW1052");
    }

    [Fact]
    public async Task A_credential_id_of_another_person_is_refused()
    {
        using var copy = new TestSecurityKey { CredentialId = _organisation.AdministratorKey.CredentialId };
        (await Client.RegisterAsync(await TokenAsync(), copy)).IsRefusal("KW1072");
        await _organisation.AdministratorTokenAsync();
    }

    [Fact]
    public async Task A_credential_that_should_have_been_excluded_is_refused()
    {
        var key = await _organisation.KeyAsync(_alice);
        (await Client.RegisterAsync(await TokenAsync(), key)).IsRefusal("KW1072");
    }

    [Fact]
    public async Task A_blocked_model_is_refused_at_registration()
    {
        var model = Guid.NewGuid();
        await PolicyAsync(new SecurityKeyPolicy(KeyRestrictions: new KeyRestrictions(true, "block", [model])));
        (await Client.RegisterAsync(await TokenAsync(), _organisation.NewKey(model))).IsRefusal("KW2101");
    }

    [Fact]
    public async Task A_key_without_attestation_is_refused_where_attestation_is_demanded()
    {
        await PolicyAsync(new SecurityKeyPolicy(IsAttestationEnforced: true));
        (await Client.RegisterAsync(await TokenAsync(), _organisation.NewKey())).IsRefusal("KW1065");
    }

    [Fact]
    public async Task Where_self_service_is_off_nobody_gets_options()
    {
        await PolicyAsync(new SecurityKeyPolicy(IsSelfServiceRegistrationAllowed: false));
        (await Client.GetAsync(Client.Keys + "/creationOptions", await TokenAsync())).IsRefusal("KW2104");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\nb")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_name_that_is_none_is_refused(string name)
    {
        var token = await TokenAsync();
        var options = (await Client.GetAsync(Client.Keys + "/creationOptions", token)).As(ContractsJson.Default.CreationOptionsResponse);
        (await RegisterAsync(_organisation.NewKey().Register(options, name), token)).IsRefusal("KW2106");
    }

    [Fact]
    public async Task Nobody_has_more_than_sixteen_keys()
    {
        var token = await TokenAsync();
        for (var count = 0; count < 16; count++)
            (await Client.RegisterAsync(token, _organisation.NewKey())).As(ContractsJson.Default.SecurityKeyMethod);
        (await Client.RegisterAsync(token, _organisation.NewKey())).IsRefusal("KW2107");
    }

    [Fact]
    public async Task An_administrator_sees_and_removes_somebodys_lost_key_and_others_do_not()
    {
        var key = await _organisation.KeyAsync(_alice);
        var bobsToken = await Client.KeyTokenAsync(await _organisation.KeyAsync(await _organisation.PersonAsync("bob")));
        var path = $"/v1.0/users/{_alice.UserName}/authentication/fido2Methods";
        (await Client.DeleteAsync($"{path}/{key.Id}", bobsToken)).IsRefusal("KW2005");
        (await Client.DeleteAsync($"{Client.Keys}/{key.Id}", bobsToken)).IsRefusal("KW2108");
        var token = await _organisation.AdministratorTokenAsync();
        Assert.Equal(key.Id, Assert.Single((await Client.GetAsync(path, token)).As(ContractsJson.Default.GraphListSecurityKeyMethod).Value).Id);
        Assert.Equal(HttpStatusCode.NoContent, (await Client.DeleteAsync($"{path}/{key.Id}", token)).Status);
        (await Client.KeyAsync(key)).IsRefusal("KW2102");
    }

    [Fact]
    public async Task A_disabled_persons_token_ends_at_once()
    {
        var token = await TokenAsync();
        await _organisation.ExecuteAsync("UPDATE Account SET Enabled = FALSE, Version = Version + 1 WHERE UserName LIKE 'alice@%'");
        (await Client.GetAsync(Client.Keys, token)).IsRefusal("KW2051");
    }

    private async Task<string> TokenAsync() => await Client.PassTokenAsync(_alice.UserName, await _organisation.PassAsync(_alice), Resources.Graph);

    private async Task<Reply> RenameAsync(string id, string name, string token) =>
        await Client.PatchAsync($"{Client.Keys}/{id}", new SecurityKeyChange(name), ContractsJson.Default.SecurityKeyChange, token);

    private Task<Reply> RegisterAsync(SecurityKeyRegistration registration, string token) =>
        Client.PostAsync(Client.Keys, registration, ContractsJson.Default.SecurityKeyRegistration, token);

    private async Task PolicyAsync(SecurityKeyPolicy change) => Assert.Equal(
        HttpStatusCode.NoContent, (await Client.PatchAsync(Client.Policy, change, ContractsJson.Default.SecurityKeyPolicy, await _organisation.AdministratorTokenAsync())).Status);
}
