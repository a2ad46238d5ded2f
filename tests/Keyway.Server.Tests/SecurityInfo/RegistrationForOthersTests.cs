using System.Net;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Server.Accounts;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.SecurityInfo;

/// <summary>O06, W01, W12: an administrator registers a key for somebody; others, and its challenges in other hands, do not.</summary>
public sealed class RegistrationForOthersTests : IAsyncLifetime
{
    private Organisation _organisation = null!;
    private Account _alice = null!;

    private Client Client => _organisation.Client;

    private string Keys => $"/v1.0/users/{_alice.Id}/authentication/fido2Methods";

    public async ValueTask InitializeAsync()
    {
        _organisation = await Organisation.StartAsync();
        _alice = await _organisation.PersonAsync();
    }

    public ValueTask DisposeAsync() => _organisation.DisposeAsync();

    [Fact]
    public async Task A_prepared_key_signs_its_person_in_and_the_log_names_who_prepared_it()
    {
        var options = await OptionsAsync("?challengeTimeoutInMinutes=43200", await _organisation.AdministratorTokenAsync());
        Assert.Equal(_alice.UserName, options.PublicKey.User.Name);
        Assert.Equal(_organisation.Server.Clock.GetUtcNow().AddMinutes(43_200), options.ChallengeTimeout);
        _organisation.Server.Clock.Advance(TimeSpan.FromDays(29));
        await _organisation.Server.SweepAsync();
        var key = _organisation.NewKey();
        Assert.Equal(HttpStatusCode.Created, (await RegisterAsync(key.Register(options), await _organisation.AdministratorTokenAsync())).Status);
        await Client.KeyTokenAsync(key);
        var (actor, target) = _organisation.Server.Get<Store>().Read(session => session.First(
            "SELECT ActorId, TargetId FROM AuditEvent WHERE Activity = 'security-key-registered' AND TargetId IS NOT NULL", row => (row.Id(0), row.Id(1))));
        Assert.Equal((_organisation.Server.Get<AccountDirectory>().FindByUserName("admin@contoso.corp.com")!.Id, _alice.Id), (actor, target));
    }

    [Fact]
    public async Task W01_a_challenge_of_weeks_is_used_once_also_after_the_sweeper()
    {
        var token = await _organisation.AdministratorTokenAsync();
        var options = await OptionsAsync("(challengeTimeoutInMinutes=1000)", token);
        Assert.Equal(HttpStatusCode.Created, (await RegisterAsync(_organisation.NewKey().Register(options), token)).Status);
        _organisation.Server.Clock.Advance(TimeSpan.FromMinutes(990));
        await _organisation.Server.SweepAsync();
        token = await _organisation.AdministratorTokenAsync();
        (await RegisterAsync(_organisation.NewKey().Register(options), token)).IsRefusal("KW2302");
    }

    [Fact]
    public async Task W01_it_ends_with_its_minutes()
    {
        var options = await OptionsAsync("", await _organisation.AdministratorTokenAsync());
        _organisation.Server.Clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        (await RegisterAsync(_organisation.NewKey().Register(options), await _organisation.AdministratorTokenAsync())).IsRefusal("KW2301");
    }

    [Theory]
    [InlineData("?challengeTimeoutInMinutes=4")]
    [InlineData("?challengeTimeoutInMinutes=43201")]
    [InlineData("?challengeTimeoutInMinutes=-5")]
    [InlineData("?challengeTimeoutInMinutes=x")]
    [InlineData("(challengeTimeoutInMinutes=99999999999)")]
    public async Task Minutes_out_of_range_are_refused(string minutes) =>
        (await Client.GetAsync(Keys + "/creationOptions" + minutes, await _organisation.AdministratorTokenAsync())).IsRefusal("KW2112");

    [Fact]
    public async Task W12_a_challenge_for_an_administrator_is_none_for_the_person_nor_the_other_way_nor_for_somebody_else()
    {
        var bob = await _organisation.PersonAsync("bob");
        var token = await _organisation.AdministratorTokenAsync();
        var prepared = await OptionsAsync("", token);
        var own = await Client.PassTokenAsync(_alice.UserName, await _organisation.PassAsync(_alice));
        (await Client.PostAsync(Client.Keys, _organisation.NewKey().Register(prepared), ContractsJson.Default.SecurityKeyRegistration, own)).IsRefusal("KW2300");
        var mine = (await Client.GetAsync(Client.Keys + "/creationOptions", own)).As(ContractsJson.Default.CreationOptionsResponse);
        (await RegisterAsync(_organisation.NewKey().Register(mine), token)).IsRefusal("KW2300");
        (await Client.PostAsync(
            $"/v1.0/users/{bob.Id}/authentication/fido2Methods", _organisation.NewKey().Register(prepared), ContractsJson.Default.SecurityKeyRegistration, token)).IsRefusal("KW2300");
    }

    [Fact]
    public async Task O06_the_help_desk_registers_for_people_and_not_for_administrators_and_people_for_nobody()
    {
        var helper = await Client.KeyTokenAsync(await _organisation.KeyAsync(await _organisation.PersonAsync("helper", Role.AuthenticationAdministrator)));
        var reader = await Client.KeyTokenAsync(await _organisation.KeyAsync(await _organisation.PersonAsync("reader", Role.Reader)));
        var bob = await Client.KeyTokenAsync(await _organisation.KeyAsync(await _organisation.PersonAsync("bob")));
        await OptionsAsync("", helper);
        foreach (var user in new[] { "admin@contoso.corp.com", "reader@contoso.corp.com", "helper@contoso.corp.com" })
            (await Client.GetAsync($"/v1.0/users/{user}/authentication/fido2Methods/creationOptions", helper)).IsRefusal("KW2005", HttpStatusCode.Forbidden);
        foreach (var token in new[] { reader, bob })
            (await Client.GetAsync(Keys + "/creationOptions", token)).IsRefusal("KW2005", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task O06_an_administrator_changes_own_keys_by_the_rules_of_own_keys()
    {
        var token = await _organisation.AdministratorTokenAsync();
        var path = $"/v1.0/users/admin@contoso.corp.com/authentication/fido2Methods";
        (await Client.DeleteAsync($"{path}/{_organisation.AdministratorKey.Id}", token)).IsRefusal("KW2111", HttpStatusCode.Conflict);
        _organisation.Server.Clock.Advance(TimeSpan.FromMinutes(6));
        (await Client.GetAsync(path + "/creationOptions", token)).IsRefusal("KW2105");
        (await Client.DeleteAsync($"{path}/{_organisation.AdministratorKey.Id}?confirmLast=true", token)).IsRefusal("KW2105");
    }

    [Fact]
    public async Task Self_service_does_not_bind_administrators_and_models_do()
    {
        var model = Guid.NewGuid();
        var token = await _organisation.AdministratorTokenAsync();
        await Client.PatchAsync(
            Client.Policy, new SecurityKeyPolicy(IsSelfServiceRegistrationAllowed: false, KeyRestrictions: new KeyRestrictions(true, "block", [model])), ContractsJson.Default.SecurityKeyPolicy, token);
        (await RegisterAsync(_organisation.NewKey(model).Register(await OptionsAsync("", token)), token)).IsRefusal("KW2101");
        Assert.Equal(HttpStatusCode.Created, (await RegisterAsync(_organisation.NewKey().Register(await OptionsAsync("", token)), token)).Status);
        await Client.PatchAsync(Client.Policy, new SecurityKeyPolicy(State: "disabled"), ContractsJson.Default.SecurityKeyPolicy, token);
        (await Client.GetAsync(Keys + "/creationOptions", token)).IsRefusal("KW2100");
    }

    private async Task<CreationOptionsResponse> OptionsAsync(string parameters, string token) =>
        (await Client.GetAsync(Keys + "/creationOptions" + parameters, token)).As(ContractsJson.Default.CreationOptionsResponse);

    private Task<Reply> RegisterAsync(SecurityKeyRegistration registration, string token) => Client.PostAsync(Keys, registration, ContractsJson.Default.SecurityKeyRegistration, token);
}
