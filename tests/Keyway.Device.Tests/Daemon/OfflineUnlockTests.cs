using System.Buffers.Text;
using System.Security.Cryptography;
using Keyway.Contracts.SignIn;
using Keyway.Device.Daemon.CachedSignIns;
using Keyway.Device.Daemon.People;
using Keyway.Device.Gestures;
using Keyway.Device.SignIn;
using Keyway.Device.State;
using Keyway.Device.Terminal;
using Keyway.Errors;
using Keyway.Fido2;
using Keyway.SecurityKeys;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.Device.Tests.Daemon;

/// <summary>The cached sign-in with a real software key behind libfido2, and everything that must not open it.</summary>
public sealed class OfflineUnlockTests : IDisposable
{
    private const string Pin = "246810";
    private readonly TestFolder _folder = new();
    private readonly FixedTime _time = new(Joined.Now);
    private readonly LocalAccounts _accounts;
    private readonly JoinedState _joined;

    public OfflineUnlockTests()
    {
        var device = Joined.Write(_folder);
        _joined = new DeviceState(new DeviceFolder(_folder.Path)).ReadJoined().Value;
        Assert.Equal(device.DeviceId, _joined.Device.DeviceId);
        _accounts = LocalAccounts.Open(new DeviceFolder(_folder.Path), new LocalFiles()).Value;
    }

    private CachedSignInStore Store => new(new DeviceFolder(_folder.Path));

    public void Dispose()
    {
        _joined.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_key_that_has_signed_in_here_opens_the_computer()
    {
        var alice = SignIn("alice");

        Assert.Equal(alice, Unlock(alice).Value);
        Assert.Equal(alice, Unlock(alice).Value);
    }

    [Fact]
    public void D06_another_persons_key_does_not()
    {
        var alice = SignIn("alice");
        SignIn("bob");

        Assert.Equal(Catalogue.Daemon.OfflineUnknown, Unlock(alice, key: "bob").Refusal.Error);
    }

    [Fact]
    public void D06_a_cached_sign_in_given_to_somebody_else_does_not()
    {
        var alice = SignIn("alice");
        var mallory = SignIn("mallory");
        var stolen = Store.Find(mallory.Credentials[0]).Value;

        // Mallory, who can write the disk, makes the computer believe that their own key is alice's.
        Store.Write(stolen with { ObjectId = alice.ObjectId });
        var forged = _accounts.Welcome(People.Issued(alice.UserPrincipalName, id: alice.ObjectId), Base64Url.DecodeFromChars(mallory.Credentials[0])).Value;

        Assert.Equal(Catalogue.Daemon.CachedSignInForeign, Unlock(forged, key: "mallory").Refusal.Error);
    }

    [Fact]
    public void D05_a_copied_cache_opens_on_no_other_computer()
    {
        var alice = SignIn("alice");
        using var elsewhere = new TestFolder();
        Joined.Write(elsewhere);
        foreach (var file in Directory.GetFiles(_folder.Path, "offline-*").Append(_folder.Entry("people.json")))
            File.Copy(file, elsewhere.Entry(Path.GetFileName(file)));
        var folder = new DeviceFolder(elsewhere.Path);
        using var other = new DeviceState(folder).ReadJoined().Value;
        using var key = KeyOf("alice");

        var result = new OfflineUnlock(other, LocalAccounts.Open(folder, new LocalFiles()).Value, new CachedSignInStore(folder), 14, _time).Run(key, alice, CancellationToken.None);

        Assert.Equal(Catalogue.Daemon.CachedSignInForeign, result.Refusal.Error);
    }

    [Fact]
    public void D05_a_changed_cache_does_not_open()
    {
        var alice = SignIn("alice");
        var cached = Store.Find(alice.Credentials[0]).Value;
        var bytes = Convert.FromBase64String(cached.Sealed);
        for (var place = 0; place < bytes.Length; place += 7)
        {
            bytes[place] ^= 1;
            Store.Write(cached with { Sealed = Convert.ToBase64String(bytes) });
            bytes[place] ^= 1;

            Assert.Equal(Catalogue.Daemon.CachedSignInForeign, Unlock(alice).Refusal.Error);
        }
    }

    [Fact]
    public void D05_a_clock_set_back_does_not_make_it_younger()
    {
        var alice = SignIn("alice");
        _time.Now = Joined.Now.AddDays(13);
        Assert.True(Unlock(alice).Succeeded);

        _time.Now = Joined.Now.AddDays(12);
        Assert.Equal(Catalogue.Daemon.ClockSetBack, Unlock(alice).Refusal.Error);
        _time.Now = Joined.Now.AddDays(14).AddSeconds(1);
        Assert.Equal(Catalogue.Daemon.OfflineTooOld, Unlock(alice).Refusal.Error);
    }

    [Fact]
    public void D05_a_key_whose_counter_falls_back_may_be_a_copy()
    {
        var copy = _folder.Entry("copy.key");
        var alice = SignIn("alice");
        File.Copy(PathOf("alice"), copy);
        Assert.True(Unlock(alice).Succeeded);
        Assert.True(Unlock(alice).Succeeded);
        File.Copy(copy, PathOf("alice"), overwrite: true);

        Assert.Equal(Catalogue.WebAuthn.SignatureCounterNotGreater, Unlock(alice).Refusal.Error);
    }

    [Fact]
    public void D06_what_the_server_spoke_against_is_forgotten()
    {
        var alice = SignIn("alice");
        Assert.True(Store.Forget(Base64Url.DecodeFromChars(alice.Credentials[0])).Succeeded);

        Assert.Equal(Catalogue.Daemon.OfflineUnknown, Unlock(alice).Refusal.Error);
    }

    [Fact]
    public void A_wrong_pin_is_the_keys_to_count()
    {
        var alice = SignIn("alice");

        Assert.Equal(Catalogue.SecurityKeys.WrongPin, Unlock(alice, pin: "111111").Refusal.Error);
    }

    [Fact]
    public void Nobody_opens_it_where_an_administrator_has_forbidden_it()
    {
        var alice = SignIn("alice");

        Assert.Equal(Catalogue.Daemon.OfflineForbidden, Unlock(alice, days: 0).Refusal.Error);
    }

    private Result<LocalAccount> Unlock(LocalAccount account, string? key = null, string pin = Pin, int days = 14)
    {
        using var inHand = KeyOf(key ?? account.Name, pin);
        return new OfflineUnlock(_joined, _accounts, Store, days, _time).Run(inHand, account, CancellationToken.None);
    }

    /// <summary>What a sign-in over the server leaves behind: a credential of a new key, its public key from its registration, and a gesture with the salt.</summary>
    private LocalAccount SignIn(string name)
    {
        using var software = SoftwareKey.Create(PathOf(name), new SoftwareKeyOptions()).Value;
        using var device = SecurityKeyDevice.Open(software).Value;
        Assert.True(device.SetPin(Pin).Succeeded);
        var made = device.MakeCredential(
            new MakeCredentialRequest(_joined.Device.RelyingPartyId, "Contoso", RandomNumberGenerator.GetBytes(16), name, name, SHA256.HashData("client data"u8)) { HmacSecret = true }, Pin).Value;
        var publicKey = AuthenticatorData.Parse(made.AuthenticatorData).Value.Attested!.PublicKey.Encoded;
        var assertion = device.GetAssertions(new GetAssertionsRequest(_joined.Device.RelyingPartyId, SHA256.HashData("nonce"u8)) { HmacSecretSalts = [Store.Salt().Value] }, Pin).Value[0];
        var issued = People.Issued(name + "@contoso.com", publicKey: Base64Url.EncodeToString(publicKey.Span));
        var account = _accounts.Welcome(issued, assertion.CredentialId.Span).Value;
        var outcome = new SignInOutcome(issued, new SignedGesture(SecurityKeyAssertion.Of([], [], [], [], null), assertion), Catalogue.Device.TicketNotOffered, null);
        Assert.True(new OfflineUnlock(_joined, _accounts, Store, 14, _time).Remember(outcome).Value);
        return account;
    }

    private KeyInHand KeyOf(string name, string pin = Pin) => new(PathOf(name), new PinSource(_folder.Write("pin", pin), new Screen()), new Screen());

    private string PathOf(string name) => _folder.Entry(name + ".key");
}
