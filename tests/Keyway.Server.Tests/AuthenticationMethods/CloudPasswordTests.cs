using System.Diagnostics;
using System.Net;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods;
using Keyway.Server.AuthenticationMethods.CloudPasswords;
using Keyway.Server.AuthenticationMethods.OneTimeCodes;
using Keyway.Server.Passwords;
using Keyway.Server.Tests.Journeys;
using Keyway.Server.Tests.Passwords;
using Keyway.Server.Tokens;

namespace Keyway.Server.Tests.AuthenticationMethods;

/// <summary>W11, W12, O06: passwords of people in no domain are guessed, enumerated, read from the store, or used for more than one factor may.</summary>
public sealed class CloudPasswordTests : IAsyncLifetime
{
    private const string Good = "four words of nonsense";

    private PasswordDesk _desk = null!;
    private Account _carol = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CloudPasswords Passwords => _desk.Server.Get<CloudPasswords>();

    private PasswordAndCode SignIn => _desk.Server.Get<PasswordAndCode>();

    public async ValueTask InitializeAsync()
    {
        _desk = await PasswordDesk.StartAsync(enabled: false);
        _carol = (await _desk.Accounts.CreateAsync("carol@contoso.corp.com", "Carol Diamond", new HashSet<Role>(), Cancellation)).Value;
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Nobody_has_a_password_until_one_is_set_and_then_it_signs_in_weakly()
    {
        Assert.Equal("KW2560", PasswordDesk.Number(await _desk.SignInAsync("carol@contoso.corp.com", Good)));
        await SetAsync(Good);
        var person = (await VerifyAsync(Good)).Value;
        Assert.Equal([AuthenticationMethod.Password], person.Methods);
        Assert.False(person.IsStrong);
        Assert.Equal(PasswordKind.Cloud, _desk.Server.Get<SignInMethods>().Of(_carol).Password);

        var token = await _desk.TokenAsync("CAROL@contoso.corp.com", Good);
        var client = new Client(_desk.Server.Http);
        (await client.GetAsync(Client.Keys + "/creationOptions", token)).IsRefusal("KW2105", HttpStatusCode.Forbidden);
        (await client.GetAsync("/v1.0/users/carol@contoso.corp.com", token)).IsRefusal("KW2005");
    }

    [Fact]
    public async Task O06_a_password_alone_administers_nothing()
    {
        var root = (await _desk.Accounts.CreateAsync("root@contoso.corp.com", "Root", new HashSet<Role> { Role.GlobalAdministrator }, Cancellation)).Value;
        await Passwords.SetAsync(root, Good, null, mustChange: false, Cancellation);
        _desk.Server.Clock.Advance(TimeSpan.FromSeconds(1));
        var token = await _desk.TokenAsync("root@contoso.corp.com", Good);
        (await new Client(_desk.Server.Http).GetAsync("/v1.0/users/carol@contoso.corp.com", token)).IsRefusal("KW2040", HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("short12", 2701)]
    [InlineData("Password123!", 2702)]
    [InlineData("12345678", 2702)]
    [InlineData("aaaaaaaabbbb", 2702)]
    [InlineData("Qwertyuiop1", 2702)]
    [InlineData("carol@contoso.corp.com", 2703)]
    [InlineData("Contoso2026!", 2703)]
    [InlineData("!!Diamond1999", 2703)]
    [InlineData("with a\nline break", 2701)]
    public async Task W12_what_is_guessed_first_is_no_password(string password, int number) =>
        Assert.Equal(number, (await Passwords.SetAsync(_carol, password, null, mustChange: false, Cancellation)).Refusal.Error.Number);

    [Theory]
    [InlineData("käsekuchen im mai")]
    [InlineData("𝕡𝕒𝕤𝕤 🔑🔒 is mine")]
    public async Task Any_characters_will_do(string password)
    {
        await SetAsync(password);
        Assert.True((await VerifyAsync(password)).Succeeded);
    }

    [Fact]
    public async Task Length_counts_characters_and_the_longest_one_works()
    {
        var longest = string.Concat(Enumerable.Range(0, 256).Select(index => char.ConvertFromUtf32(0x1F400 + (index % 50))));
        Assert.False((await Passwords.SetAsync(_carol, longest + "x", null, mustChange: false, Cancellation)).Succeeded);
        await SetAsync(longest);
        Assert.True((await VerifyAsync(longest)).Succeeded);
    }

    [Fact]
    public async Task A_password_that_somebody_else_set_has_to_be_changed_before_anything_else()
    {
        await SetAsync(Good, mustChange: true);
        Assert.Equal(Catalogue.CloudPasswords.MustChange, (await VerifyAsync(Good)).Refusal.Error);
        Assert.Equal("KW2704", PasswordDesk.Number(await _desk.SignInAsync("carol@contoso.corp.com", Good)));
        Assert.Equal(Catalogue.Passwords.Refused, (await ChangeAsync("not that one", "five other words at last")).Refusal.Error);
        Assert.Equal(Catalogue.CloudPasswords.Unchanged, (await ChangeAsync(Good, Good)).Refusal.Error);
        Assert.Equal(Catalogue.CloudPasswords.TooCommon, (await ChangeAsync(Good, "password1")).Refusal.Error);
        var person = (await ChangeAsync(Good, "five other words at last")).Value;
        Assert.Null(_desk.Server.Get<SignOutEverywhere>().Check(_carol.Id, person.AuthenticatedOn));
        Assert.Equal(Catalogue.Passwords.Refused, (await VerifyAsync(Good)).Refusal.Error);
        Assert.True((await VerifyAsync("five other words at last")).Succeeded);
    }

    [Fact]
    public async Task W12_a_change_that_crosses_a_reset_changes_nothing()
    {
        await SetAsync(Good);
        var before = Passwords.Find(_carol.Id)!.SetOn;
        await SetAsync("what the help desk said", mustChange: true);
        using var chosen = HeldSecret.Of("what the thief chose");
        Assert.Equal(Catalogue.Passwords.Refused, (await Passwords.SetAsync(_carol, chosen, _carol.Id, mustChange: false, Cancellation, before)).Refusal.Error);
        Assert.Equal(Catalogue.CloudPasswords.MustChange, (await VerifyAsync("what the help desk said")).Refusal.Error);
    }

    [Fact]
    public async Task A_registered_app_is_asked_for_beside_the_right_password_only()
    {
        await SetAsync(Good);
        var secret = await RegisterAppAsync();
        Assert.Equal(Catalogue.Passwords.Refused, (await VerifyAsync("wrong words")).Refusal.Error);
        Assert.Equal(Catalogue.OneTimeCodes.CodeNeeded, (await VerifyAsync(Good)).Refusal.Error);
        Assert.Equal("KW2681", PasswordDesk.Number(await _desk.SignInAsync("carol@contoso.corp.com", Good)));
        Assert.Equal(Catalogue.OneTimeCodes.CodeRefused, (await VerifyAsync(Good, "000 00x")).Refusal.Error);
        var person = (await VerifyAsync(Good, CodeAt(secret))).Value;
        Assert.Equal([AuthenticationMethod.Password, AuthenticationMethod.OneTimeCode, AuthenticationMethod.MultiFactor], person.Methods);
        Assert.Equal(Catalogue.OneTimeCodes.CodeRefused, (await VerifyAsync(Good, CodeAt(secret))).Refusal.Error);

        // The change of a password is no way around the app.
        Assert.Equal(Catalogue.OneTimeCodes.CodeNeeded, (await ChangeAsync(Good, "five other words at last")).Refusal.Error);
        Assert.True((await VerifyAsync(Good, Next(secret))).Succeeded);
    }

    [Fact]
    public async Task W11_names_without_a_password_are_answered_worked_for_and_locked_out_as_names_with_one()
    {
        await SetAsync(Good);
        string[] names = ["carol@contoso.corp.com", "nobody@contoso.corp.com", "alice@corp.test", "no name at all"];
        for (var guess = 0; guess < 11; guess++)
        {
            var replies = await Task.WhenAll(names.Select((name, index) => _desk.SignInAsync(name, $"guess {guess}", $"127.0.{guess + 20}.{index + 1}")));
            Assert.Single(replies.Select(reply => (reply.Status, PasswordDesk.Number(reply))).Distinct());
        }

        Assert.Equal("KW2566", PasswordDesk.Number(await _desk.SignInAsync("carol@contoso.corp.com", Good, "127.0.99.1")));
        Assert.Equal("KW2566", PasswordDesk.Number(await _desk.SignInAsync("nobody@contoso.corp.com", Good, "127.0.99.2")));
        _desk.Server.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True((await VerifyAsync(Good)).Succeeded);
    }

    [Fact]
    public async Task W11_they_take_as_long()
    {
        await SetAsync(Good);
        var (real, invented) = (new List<double>(), new List<double>());
        for (var guess = 0; guess < 5; guess++)
        {
            real.Add(await TimeAsync("carol@contoso.corp.com", $"real {guess}", $"127.0.40.{guess + 1}"));
            invented.Add(await TimeAsync($"nobody{guess}@contoso.corp.com", $"real {guess}", $"127.0.41.{guess + 1}"));
        }

        real.Sort();
        invented.Sort();
        Assert.InRange(invented[2] - real[2], -200, 200);
    }

    [Fact]
    public async Task The_cost_of_an_older_hash_is_raised_when_its_password_is_shown()
    {
        await SetAsync(Good);
        var salt = new byte[PasswordHashing.SaltLength];
        var hash = System.Security.Cryptography.Rfc2898DeriveBytes.Pbkdf2(Good, salt, 1000, System.Security.Cryptography.HashAlgorithmName.SHA512, PasswordHashing.HashLength);
        var kept = _desk.Server.Get<Keyway.Server.Sealing.Sealer>().Seal($"cloud-password:{_carol.Id:D}", hash);
        await _desk.ExecuteAsync("UPDATE CloudPassword SET Salt = @p0, Iterations = 1000, SealedHash = @p1", salt, kept);
        Assert.True((await VerifyAsync(Good)).Succeeded);
        Assert.Equal(PasswordHashing.Iterations, Passwords.Find(_carol.Id)!.Iterations);
        Assert.True((await VerifyAsync(Good)).Succeeded);
    }

    [Fact]
    public async Task The_store_holds_nothing_to_guess_against_and_a_row_fits_its_person_only()
    {
        await SetAsync(Good);
        var stored = Passwords.Find(_carol.Id)!;
        var hash = System.Security.Cryptography.Rfc2898DeriveBytes.Pbkdf2(Good, stored.Salt, stored.Iterations, System.Security.Cryptography.HashAlgorithmName.SHA512, PasswordHashing.HashLength);
        Assert.Equal(-1, stored.SealedHash.AsSpan().IndexOf(hash));
        Assert.DoesNotContain("SealedHash", stored.ToString(), StringComparison.Ordinal);
        var dora = (await _desk.Accounts.CreateAsync("dora@contoso.corp.com", "Dora", new HashSet<Role>(), Cancellation)).Value;
        await _desk.ExecuteAsync("INSERT INTO CloudPassword SELECT @p0, Salt, Iterations, SealedHash, MustChange, SetOn FROM CloudPassword", dora.Id);
        await Assert.ThrowsAnyAsync<Exception>(() => SignIn.VerifyAsync("dora@contoso.corp.com", Good, null, IPAddress.Loopback, Cancellation));
    }

    [Fact]
    public async Task A_synced_person_has_the_domains_password_only()
    {
        Assert.Equal(Catalogue.CloudPasswords.NotCloudOnly, (await Passwords.SetAsync(_desk.Alice, Good, null, mustChange: false, Cancellation)).Refusal.Error);
        Assert.Equal(PasswordKind.None, _desk.Server.Get<SignInMethods>().Of(_desk.Alice).Password);
        await _desk.EnableAsync(new Keyway.Contracts.Passwords.PasswordCheckPolicy("enabled"));
        Assert.Equal(PasswordKind.OnPremises, _desk.Server.Get<SignInMethods>().Of(_desk.Alice).Password);
    }

    [Fact]
    public async Task O06_the_help_desk_resets_a_password_that_must_then_be_changed_and_ends_the_sign_ins_of_the_old_one()
    {
        await SetAsync(Good);
        _desk.Server.Clock.Advance(TimeSpan.FromSeconds(2));
        var token = await _desk.TokenAsync("carol@contoso.corp.com", Good);
        var helper = (await _desk.Accounts.CreateAsync("helper@contoso.corp.com", "Helper", new HashSet<Role> { Role.AuthenticationAdministrator }, Cancellation)).Value;
        var client = new Client(_desk.Server.Http);
        var helperToken = _desk.PersonToken(helper.Id, Role.AuthenticationAdministrator);
        var path = "/v1.0/users/{0}/authentication/passwordMethods/28c10230-6103-485e-b985-444c60001490/resetPassword";
        (await ResetAsync(client, string.Format(null, path, "operator@contoso.corp.com"), helperToken)).IsRefusal("KW2005");
        (await ResetAsync(client, string.Format(null, path, "alice@corp.test"), helperToken)).IsRefusal("KW2700");
        (await ResetAsync(client, string.Format(null, path, _carol.Id), token)).IsRefusal("KW2005");
        var made = (await ResetAsync(client, string.Format(null, path, _carol.Id), helperToken)).As(ContractsJson.Default.PasswordReset).NewPassword!;
        (await client.GetAsync(Client.Keys, token)).IsRefusal("KW2056", HttpStatusCode.Unauthorized);
        Assert.Equal(Catalogue.CloudPasswords.MustChange, (await VerifyAsync(made)).Refusal.Error);
        Assert.DoesNotContain(_desk.Server.Log.Lines, line => line.Contains(made, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A02_passwords_in_masses_are_refused_and_never_take_every_processor()
    {
        await SetAsync(Good);
        using var held = HeldSecret.Of("some wrong words");
        var hashing = _desk.Server.Get<PasswordHashing>();
        var sent = Enumerable.Range(0, 80).Select(_ => hashing.HashAsync(held, new byte[16], 20_000)).ToArray();
        var replies = await Task.WhenAll(sent);
        Assert.InRange(replies.Count(reply => !reply.Succeeded), 1, 16);
        Assert.All(replies.Where(reply => !reply.Succeeded), reply => Assert.Equal(Catalogue.Passwords.Busy, reply.Refusal.Error));
        Assert.True((await hashing.HashAsync(held, new byte[16], 1)).Succeeded);
    }

    private static Task<Reply> ResetAsync(Client client, string path, string token) => client.PostAsync(path, new PasswordReset(), ContractsJson.Default.PasswordReset, token);

    private async Task SetAsync(string password, bool mustChange = false)
    {
        Assert.True((await Passwords.SetAsync(_carol, password, null, mustChange, Cancellation)).Succeeded);
        _desk.Server.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private Task<Result<SignedInPerson>> VerifyAsync(string password, string? code = null) =>
        SignIn.VerifyAsync("carol@contoso.corp.com", password, code, IPAddress.Loopback, Cancellation);

    private Task<Result<SignedInPerson>> ChangeAsync(string old, string chosen) =>
        SignIn.ChangeAsync("carol@contoso.corp.com", old, chosen, null, IPAddress.Loopback, Cancellation);

    private async Task<byte[]> RegisterAppAsync()
    {
        var codes = _desk.Server.Get<OneTimeCodes>();
        var person = new SignedInPerson(_carol, [AuthenticationMethod.TemporaryAccessPass], _desk.Server.Clock.GetUtcNow());
        var begun = codes.Begin(person).Value;
        var bits = string.Concat(begun.Secret.Select(character => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(character, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        byte[] secret = [.. Enumerable.Range(0, bits.Length / 8).Select(index => Convert.ToByte(bits.Substring(index * 8, 8), 2))];
        Assert.True((await codes.ConfirmAsync(person, begun.Pending, CodeAt(secret), Cancellation)).Succeeded);
        _desk.Server.Clock.Advance(TimeSpan.FromMinutes(1));
        return secret;
    }

    private string Next(byte[] secret)
    {
        _desk.Server.Clock.Advance(TimeSpan.FromMinutes(1));
        return CodeAt(secret);
    }

    private string CodeAt(byte[] secret) => TimeBasedCode.At(secret, TimeBasedCode.StepOf(_desk.Server.Clock.GetUtcNow()));

    private async Task<double> TimeAsync(string name, string password, string from)
    {
        var start = Stopwatch.GetTimestamp();
        (await _desk.SignInAsync(name, password, from)).IsRefusal("KW2561");
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
