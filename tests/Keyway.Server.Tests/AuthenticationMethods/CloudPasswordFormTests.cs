using System.Net;
using System.Security.Cryptography;
using System.Text;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.CloudPasswords;
using Keyway.Server.Passwords;
using Keyway.Server.Sealing;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Passwords;

namespace Keyway.Server.Tests.AuthenticationMethods;

/// <summary>RFC 8265: one password, however the keyboard sends it; and those that were set before that was so.</summary>
public sealed class CloudPasswordFormTests : IAsyncLifetime
{
    private const string Whole = "k\u00E4sekuchen im mai";
    private const string InParts = "ka\u0308sekuchen\u00A0im mai";

    private PasswordDesk _desk = null!;
    private Account _carol = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CloudPasswords Passwords => _desk.Server.Get<CloudPasswords>();

    public async ValueTask InitializeAsync()
    {
        _desk = await PasswordDesk.StartAsync(enabled: false);
        _carol = (await _desk.Accounts.CreateAsync("carol@contoso.corp.com", "Carol Diamond", new HashSet<Role>(), Cancellation)).Value;
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Theory]
    [InlineData(Whole, InParts)]
    [InlineData(InParts, Whole)]
    public async Task A_password_signs_in_in_every_form_of_its_characters(string set, string typed)
    {
        Assert.True((await Passwords.SetAsync(_carol, set, null, mustChange: false, Cancellation)).Succeeded);
        _desk.Server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await IsRightAsync(typed));
        Assert.True(await IsRightAsync(set));
        Assert.False(await IsRightAsync("kasekuchen im mai"));
        Assert.False(await IsRightAsync("K\u00E4sekuchen im mai"));
    }

    [Fact]
    public async Task A_password_of_an_earlier_version_works_as_it_was_typed_and_in_its_form_from_then_on()
    {
        var salt = RandomNumberGenerator.GetBytes(PasswordHashing.SaltLength);
        var hash = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(InParts), salt, PasswordHashing.Iterations, HashAlgorithmName.SHA512, PasswordHashing.HashLength);
        var setOn = _desk.Server.Clock.GetUtcNow();
        var sealedHash = _desk.Server.Get<Sealer>().Seal($"cloud-password:{_carol.Id:D}", hash);
        var written = await _desk.Server.Get<DurableWriter>().WriteAsync<bool>(
            session =>
            {
                CloudPasswordTable.Replace(session, new StoredPassword(_carol.Id, salt, PasswordHashing.Iterations, sealedHash, false, setOn));
                return true;
            },
            Cancellation);
        Assert.True(written.Succeeded);
        Assert.False(await IsRightAsync(Whole));
        Assert.True(await IsRightAsync(InParts));
        Assert.NotEqual(salt, Passwords.Find(_carol.Id)!.Salt);
        Assert.Equal(setOn.ToUnixTimeMilliseconds(), Passwords.Find(_carol.Id)!.SetOn.ToUnixTimeMilliseconds());
        Assert.True(await IsRightAsync(Whole));
        Assert.True(await IsRightAsync(InParts));
    }

    [Fact]
    public async Task The_same_password_in_another_form_is_no_change()
    {
        Assert.True((await Passwords.SetAsync(_carol, Whole, null, mustChange: true, Cancellation)).Succeeded);
        var changed = await _desk.Server.Get<PasswordAndCode>().ChangeAsync("carol@contoso.corp.com", Whole, InParts, null, IPAddress.Loopback, Cancellation);
        Assert.Equal(Catalogue.CloudPasswords.Unchanged, changed.Refusal.Error);
    }

    private async Task<bool> IsRightAsync(string password) =>
        (await _desk.Server.Get<PasswordAndCode>().VerifyAsync("carol@contoso.corp.com", password, null, IPAddress.Loopback, Cancellation)).Succeeded;
}
