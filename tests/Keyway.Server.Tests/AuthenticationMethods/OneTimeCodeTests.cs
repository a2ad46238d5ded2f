using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods;
using Keyway.Server.AuthenticationMethods.CloudPasswords;
using Keyway.Server.AuthenticationMethods.OneTimeCodes;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Journeys;
using Keyway.Server.Tokens;

namespace Keyway.Server.Tests.AuthenticationMethods;

/// <summary>W12, W13: codes are guessed, replayed, or registered by somebody who has the password only.</summary>
public sealed class OneTimeCodeTests : IAsyncLifetime
{
    private Organisation _organisation = null!;
    private Account _alice = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private OneTimeCodes Codes => _organisation.Server.Get<OneTimeCodes>();

    private DateTimeOffset Now => _organisation.Server.Clock.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        _organisation = await Organisation.StartAsync();
        _alice = await _organisation.PersonAsync();
    }

    public ValueTask DisposeAsync() => _organisation.DisposeAsync();

    [Fact]
    public async Task A_code_of_the_app_is_taken_once_and_no_earlier_one_after_it()
    {
        var secret = await RegisterAsync();
        _organisation.Server.Clock.Advance(TimeSpan.FromSeconds(60));
        var earlier = CodeAt(secret, -1);
        var code = CodeAt(secret);
        Assert.True((await Codes.VerifyAsync(_alice, $"{code[..3]} {code[3..]}", Cancellation)).Succeeded);
        Assert.Equal(Catalogue.OneTimeCodes.CodeRefused, (await Codes.VerifyAsync(_alice, code, Cancellation)).Refusal.Error);
        Assert.Equal(Catalogue.OneTimeCodes.CodeRefused, (await Codes.VerifyAsync(_alice, earlier, Cancellation)).Refusal.Error);
        Assert.NotNull(Codes.Find(_alice.Id)!.LastUsedOn);
    }

    [Fact]
    public async Task The_window_is_one_step_to_each_side()
    {
        var secret = await RegisterAsync();
        _organisation.Server.Clock.Advance(TimeSpan.FromHours(1));
        Assert.False((await Codes.VerifyAsync(_alice, CodeAt(secret, -2), Cancellation)).Succeeded);
        Assert.False((await Codes.VerifyAsync(_alice, CodeAt(secret, 2), Cancellation)).Succeeded);
        Assert.True((await Codes.VerifyAsync(_alice, CodeAt(secret, -1), Cancellation)).Succeeded);
        Assert.True((await Codes.VerifyAsync(_alice, CodeAt(secret, 1), Cancellation)).Succeeded);
    }

    [Fact]
    public async Task The_code_that_registered_the_app_signs_nobody_in()
    {
        var secret = await RegisterAsync();
        Assert.Equal(Catalogue.OneTimeCodes.CodeRefused, (await Codes.VerifyAsync(_alice, CodeAt(secret), Cancellation)).Refusal.Error);
    }

    [Fact]
    public async Task W12_a_code_sent_many_times_at_once_is_taken_once()
    {
        var secret = await RegisterAsync();
        _organisation.Server.Clock.Advance(TimeSpan.FromMinutes(1));
        var replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Codes.VerifyAsync(_alice, CodeAt(secret), Cancellation)));
        Assert.Single(replies, reply => reply.Succeeded);
    }

    [Fact]
    public async Task W12_wrong_codes_cost_ever_longer_waits_also_over_a_restart_and_a_hundred_shut_the_app()
    {
        var secret = await RegisterAsync();
        _organisation.Server.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var guess = 0; guess < 4; guess++)
            Assert.Equal(Catalogue.OneTimeCodes.CodeRefused, (await Codes.VerifyAsync(_alice, Wrong(secret), Cancellation)).Refusal.Error);
        Assert.Equal(Catalogue.OneTimeCodes.CodeLockedOut, (await Codes.VerifyAsync(_alice, CodeAt(secret), Cancellation)).Refusal.Error);
        await _organisation.Server.RestartAsync();
        Assert.Equal(Catalogue.OneTimeCodes.CodeLockedOut, (await Codes.VerifyAsync(_alice, CodeAt(secret), Cancellation)).Refusal.Error);
        for (var guess = 4; guess < CodeLockout.MostFailures; guess++)
        {
            _organisation.Server.Clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal(Catalogue.OneTimeCodes.CodeRefused, (await Codes.VerifyAsync(_alice, Wrong(secret), Cancellation)).Refusal.Error);
        }

        _organisation.Server.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(Catalogue.OneTimeCodes.CodesShut, (await Codes.VerifyAsync(_alice, CodeAt(secret), Cancellation)).Refusal.Error);
        await RegisterAsync();
        Assert.Equal(Catalogue.OneTimeCodes.CodeRefused, (await Codes.VerifyAsync(_alice, "000", Cancellation)).Refusal.Error);
    }

    [Fact]
    public async Task W12_a_set_up_is_one_persons_for_ten_minutes_and_once()
    {
        var bob = await _organisation.PersonAsync("bob");
        var begun = Codes.Begin(Strong(_alice)).Value;
        var secret = Decode(begun.Secret);
        Assert.Equal(Catalogue.OneTimeCodes.PendingInvalid, (await Codes.ConfirmAsync(Strong(bob), begun.Pending, CodeAt(secret), Cancellation)).Refusal.Error);
        Assert.Equal(Catalogue.OneTimeCodes.PendingInvalid, (await Codes.ConfirmAsync(Strong(_alice), begun.Pending[..^2] + "AA", CodeAt(secret), Cancellation)).Refusal.Error);
        Assert.Equal(Catalogue.OneTimeCodes.CodeRefused, (await Codes.ConfirmAsync(Strong(_alice), begun.Pending, Wrong(secret), Cancellation)).Refusal.Error);
        Assert.True((await Codes.ConfirmAsync(Strong(_alice), begun.Pending, CodeAt(secret), Cancellation)).Succeeded);
        Assert.Equal(Catalogue.OneTimeCodes.PendingInvalid, (await Codes.ConfirmAsync(Strong(_alice), begun.Pending, CodeAt(secret), Cancellation)).Refusal.Error);

        var old = Codes.Begin(Strong(_alice)).Value;
        _organisation.Server.Clock.Advance(OneTimeCodes.PendingLifetime);
        Assert.Equal(Catalogue.OneTimeCodes.PendingInvalid, (await Codes.ConfirmAsync(Strong(_alice), old.Pending, CodeAt(Decode(old.Secret)), Cancellation)).Refusal.Error);
    }

    [Fact]
    public async Task W12_a_session_that_is_stale_weak_or_ended_registers_nothing()
    {
        Assert.Equal(Catalogue.AuthenticationMethods.StrongSignInNeeded, Codes.Begin(Strong(_alice) with { AuthenticatedOn = Now - TimeSpan.FromMinutes(6) }).Refusal.Error);
        Assert.Equal(Catalogue.AuthenticationMethods.StrongSignInNeeded, Codes.Begin(ByPassword(_alice)).Refusal.Error);
        var person = Strong(_alice);
        var begun = Codes.Begin(person).Value;
        await _organisation.Server.Get<SignOutEverywhere>().RevokeAsync(_alice, _alice.Id, Cancellation);
        Assert.Equal(Catalogue.Accounts.SessionRevoked, (await Codes.ConfirmAsync(person, begun.Pending, CodeAt(Decode(begun.Secret)), Cancellation)).Refusal.Error);
    }

    [Fact]
    public async Task W13_a_password_alone_registers_the_first_app_where_the_policy_says_so_and_never_beside_anything_strong()
    {
        await PolicyAsync(new OneTimeCodePolicy(IsRegistrationByPasswordAllowed: true));
        var begun = Codes.Begin(ByPassword(_alice)).Value;

        // Meanwhile a key is registered: the password alone must not come beside it.
        await _organisation.KeyAsync(_alice);
        Assert.Equal(Catalogue.AuthenticationMethods.StrongSignInNeeded, (await Codes.ConfirmAsync(ByPassword(_alice), begun.Pending, CodeAt(Decode(begun.Secret)), Cancellation)).Refusal.Error);
        Assert.Equal(Catalogue.AuthenticationMethods.StrongSignInNeeded, Codes.Begin(ByPassword(_alice)).Refusal.Error);

        var bob = await _organisation.PersonAsync("bob");
        var first = Codes.Begin(ByPassword(bob)).Value;
        Assert.True((await Codes.ConfirmAsync(ByPassword(bob), first.Pending, CodeAt(Decode(first.Secret)), Cancellation)).Succeeded);
        Assert.Equal(Catalogue.AuthenticationMethods.StrongSignInNeeded, Codes.Begin(ByPassword(bob)).Refusal.Error);

        // Whoever administers has to come by something strong.
        var reader = await _organisation.PersonAsync("reader", Role.Reader);
        Assert.Equal(Catalogue.AuthenticationMethods.StrongSignInNeeded, Codes.Begin(ByPassword(reader)).Refusal.Error);
    }

    [Fact]
    public async Task W13_a_lost_key_that_the_help_desk_removes_leaves_no_way_in_for_who_knows_the_password()
    {
        await PolicyAsync(new OneTimeCodePolicy(IsRegistrationByPasswordAllowed: true));
        var key = await _organisation.KeyAsync(_alice);
        var token = await _organisation.AdministratorTokenAsync();
        Assert.Equal(
            System.Net.HttpStatusCode.NoContent, (await _organisation.Client.DeleteAsync($"/v1.0/users/{_alice.Id}/authentication/fido2Methods/{key.Id}", token)).Status);
        Assert.Equal(Catalogue.AuthenticationMethods.StrongSignInNeeded, Codes.Begin(ByPassword(_alice)).Refusal.Error);
        Assert.True(Codes.Begin(new SignedInPerson(_alice, [AuthenticationMethod.TemporaryAccessPass], Now)).Succeeded);
    }

    [Fact]
    public async Task Who_is_excluded_by_the_policy_neither_registers_nor_uses_codes()
    {
        var secret = await RegisterAsync();
        await PolicyAsync(new OneTimeCodePolicy(State: "disabled"));
        _organisation.Server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Catalogue.OneTimeCodes.CodesDisabled, (await Codes.VerifyAsync(_alice, CodeAt(secret), Cancellation)).Refusal.Error);
        Assert.Equal(Catalogue.OneTimeCodes.CodesDisabled, Codes.Begin(Strong(_alice)).Refusal.Error);
    }

    [Fact]
    public async Task W13_the_last_strong_way_goes_only_when_it_is_confirmed()
    {
        await RegisterAsync();
        await _organisation.Server.Get<CloudPasswords>().SetAsync(_alice, "four words of nonsense", null, mustChange: false, Cancellation);
        Assert.True(_organisation.Server.Get<SignInMethods>().Of(_alice).IsCodeLastStrong);
        Assert.Equal(Catalogue.AuthenticationMethods.LastStrongMethod, (await Codes.RemoveAsync(_alice, _alice.Id, Cancellation)).Refusal.Error);
        Assert.NotNull(Codes.Find(_alice.Id));
        Assert.True((await Codes.RemoveAsync(_alice, _alice.Id, Cancellation, confirmLast: true)).Succeeded);
        Assert.Equal(Catalogue.OneTimeCodes.NoCode, (await Codes.RemoveAsync(_alice, _alice.Id, Cancellation)).Refusal.Error);
    }

    [Fact]
    public async Task The_address_is_what_apps_read_and_neither_store_nor_log_nor_text_has_the_secret()
    {
        var begun = Codes.Begin(Strong(_alice)).Value;
        Assert.Equal(
            $"otpauth://totp/Contoso:alice%40contoso.corp.com?secret={begun.Secret}&issuer=Contoso&algorithm=SHA1&digits=6&period=30", begun.Address);
        Assert.DoesNotContain(begun.Secret, begun.ToString(), StringComparison.Ordinal);
        var secret = Decode(begun.Secret);
        Assert.True((await Codes.ConfirmAsync(Strong(_alice), begun.Pending, CodeAt(secret), Cancellation)).Succeeded);
        var kept = _organisation.Server.Get<Store>().Read(session => session.First("SELECT SealedSecret FROM OneTimeCode", row => row.Bytes(0)))!;
        Assert.Equal(-1, kept.AsSpan().IndexOf(secret));
        Assert.DoesNotContain(_organisation.Server.Log.Lines, line => line.Contains(begun.Secret, StringComparison.Ordinal) || line.Contains(begun.Pending, StringComparison.Ordinal));
    }

    [Fact]
    public async Task O06_the_help_desk_removes_an_app_but_not_an_administrators()
    {
        await RegisterAsync();
        var path = "/v1.0/users/{0}/authentication/softwareOathMethods";
        var helper = await _organisation.KeyAsync(await _organisation.PersonAsync("helper", Role.AuthenticationAdministrator));
        var stranger = await _organisation.KeyAsync(await _organisation.PersonAsync("carol"));
        var client = _organisation.Client;
        var helperToken = await client.KeyTokenAsync(helper);
        (await client.GetAsync(string.Format(null, path, _alice.Id), await client.KeyTokenAsync(stranger))).IsRefusal("KW2005");
        (await client.GetAsync(string.Format(null, path, "admin@contoso.corp.com"), helperToken)).IsRefusal("KW2005");
        Assert.Contains(Codes.Find(_alice.Id)!.Id.ToString(), (await client.GetAsync(string.Format(null, path, _alice.Id), helperToken)).Body, StringComparison.Ordinal);
        (await client.DeleteAsync($"{string.Format(null, path, _alice.Id)}/{Guid.NewGuid()}", helperToken)).IsRefusal("KW2685");
        Assert.Equal(System.Net.HttpStatusCode.NoContent, (await client.DeleteAsync($"{string.Format(null, path, _alice.Id)}/{Codes.Find(_alice.Id)!.Id}", helperToken)).Status);
        Assert.Null(Codes.Find(_alice.Id));
    }

    private SignedInPerson Strong(Account account) => new(account, [AuthenticationMethod.SecurityKey, AuthenticationMethod.MultiFactor], Now);

    private SignedInPerson ByPassword(Account account) => new(account, [AuthenticationMethod.Password], Now);

    private async Task<byte[]> RegisterAsync()
    {
        var begun = Codes.Begin(Strong(_alice)).Value;
        var secret = Decode(begun.Secret);
        Assert.True((await Codes.ConfirmAsync(Strong(_alice), begun.Pending, CodeAt(secret), Cancellation)).Succeeded);
        return secret;
    }

    private string CodeAt(byte[] secret, int steps = 0) => TimeBasedCode.At(secret, TimeBasedCode.StepOf(Now) + steps);

    private string Wrong(byte[] secret)
    {
        var right = Enumerable.Range(-1, 3).Select(step => CodeAt(secret, step)).ToHashSet();
        return Enumerable.Range(0, 4).Select(code => code.ToString("D6", null)).First(code => !right.Contains(code));
    }

    private static byte[] Decode(string base32)
    {
        var bits = string.Concat(base32.Select(character => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(character, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(index => Convert.ToByte(bits.Substring(index * 8, 8), 2))];
    }

    private async Task PolicyAsync(OneTimeCodePolicy change) => Assert.Equal(
        System.Net.HttpStatusCode.NoContent,
        (await _organisation.Client.PatchAsync(
            "/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/softwareOath", change, ContractsJson.Default.OneTimeCodePolicy,
            await _organisation.AdministratorTokenAsync())).Status);
}
