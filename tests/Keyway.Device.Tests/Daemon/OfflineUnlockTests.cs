using System.Buffers.Text;
using Keyway.Device.Daemon.CachedSignIns;
using Keyway.Device.Daemon.People;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Tests.Daemon;

/// <summary>The cached sign-in with a real software key behind libfido2, and everything that must not open it.</summary>
public sealed class OfflineUnlockTests : IDisposable
{
    private readonly OfflineDesk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void The_key_that_has_signed_in_here_opens_the_computer()
    {
        var alice = _desk.SignIn("alice");

        Assert.Equal(alice, _desk.Unlock(alice).Value);
        Assert.Equal(alice, _desk.Unlock(alice).Value);
    }

    [Fact]
    public void D06_another_persons_key_does_not()
    {
        var alice = _desk.SignIn("alice");
        _desk.SignIn("bob");

        Assert.Equal(Catalogue.Daemon.OfflineUnknown, _desk.Unlock(alice, key: "bob").Refusal.Error);
    }

    [Fact]
    public void D06_a_cached_sign_in_given_to_somebody_else_does_not()
    {
        var alice = _desk.SignIn("alice");
        var mallory = _desk.SignIn("mallory");
        var stolen = _desk.Store.Find(_desk.Computer, mallory.Credentials[0]).Value;

        // Mallory, who can write the disk, makes the computer believe that their own key is alice's.
        _desk.Store.Write(_desk.Computer, stolen with { ObjectId = alice.ObjectId });
        var forged = _desk.Accounts.Welcome(People.Issued(alice.UserPrincipalName, id: alice.ObjectId), Base64Url.DecodeFromChars(mallory.Credentials[0])).Value;

        Assert.Equal(Catalogue.Daemon.CachedSignInForeign, _desk.Unlock(forged, key: "mallory").Refusal.Error);
    }

    [Fact]
    public void D05_a_copied_cache_opens_on_no_other_computer()
    {
        var alice = _desk.SignIn("alice");
        using var elsewhere = new TestFolder();
        Joined.Write(elsewhere);
        foreach (var file in Directory.GetFiles(_desk.Folder.Path, "offline-*").Append(_desk.Folder.Entry("people.json")))
            File.Copy(file, elsewhere.Entry(Path.GetFileName(file)));
        var folder = new DeviceFolder(elsewhere.Path);
        using var other = new DeviceState(folder).ReadJoined().Value;
        using var key = _desk.KeyOf("alice");

        var result = new OfflineUnlock(other, LocalAccounts.Open(folder, new LocalFiles()).Value, new CachedSignInStore(folder), new OfflineLimits(14), _desk.Time).Run(key, alice, CancellationToken.None);

        Assert.Equal(Catalogue.Daemon.CachedSignInForeign, result.Refusal.Error);
    }

    [Fact]
    public void D05_a_changed_cache_does_not_open()
    {
        var alice = _desk.SignIn("alice");
        var cached = _desk.Store.Find(_desk.Computer, alice.Credentials[0]).Value;
        var bytes = Convert.FromBase64String(cached.Sealed);
        for (var place = 0; place < bytes.Length; place += 7)
        {
            bytes[place] ^= 1;
            _desk.Store.Write(_desk.Computer, cached with { Sealed = Convert.ToBase64String(bytes) });
            bytes[place] ^= 1;

            Assert.Equal(Catalogue.Daemon.CachedSignInForeign, _desk.Unlock(alice).Refusal.Error);
        }
    }

    [Fact]
    public void D05_a_clock_set_back_does_not_make_it_younger()
    {
        var alice = _desk.SignIn("alice");
        _desk.Time.Now = Joined.Now.AddDays(13);
        Assert.True(_desk.Unlock(alice).Succeeded);

        _desk.Time.Now = Joined.Now.AddDays(12);
        Assert.Equal(Catalogue.Daemon.ClockSetBack, _desk.Unlock(alice).Refusal.Error);
        _desk.Time.Now = Joined.Now.AddDays(14).AddSeconds(1);
        Assert.Equal(Catalogue.Daemon.OfflineTooOld, _desk.Unlock(alice).Refusal.Error);
    }

    [Fact]
    public void D05_a_key_whose_counter_falls_back_may_be_a_copy()
    {
        var copy = _desk.Folder.Entry("copy.key");
        var alice = _desk.SignIn("alice");
        File.Copy(_desk.PathOf("alice"), copy);
        Assert.True(_desk.Unlock(alice).Succeeded);
        Assert.True(_desk.Unlock(alice).Succeeded);
        File.Copy(copy, _desk.PathOf("alice"), overwrite: true);

        Assert.Equal(Catalogue.WebAuthn.SignatureCounterNotGreater, _desk.Unlock(alice).Refusal.Error);
    }

    [Fact]
    public void D06_a_key_opens_it_no_more_often_than_policy_allows_until_the_server_is_seen_again()
    {
        var alice = _desk.SignIn("alice");
        var bob = _desk.SignIn("bob");
        Assert.True(_desk.Unlock(alice, unlocks: 2).Succeeded);
        Assert.Equal(Catalogue.SecurityKeys.WrongPin, _desk.Unlock(alice, pin: "111111", unlocks: 2).Refusal.Error);
        Assert.True(_desk.Unlock(alice, unlocks: 2).Succeeded);

        Assert.Equal(Catalogue.Daemon.OfflineTooOften, _desk.Unlock(alice, unlocks: 2).Refusal.Error);
        Assert.Equal(Catalogue.Daemon.OfflineTooOften, _desk.Unlock(alice, unlocks: 1).Refusal.Error);
        Assert.True(_desk.Unlock(bob, unlocks: 1).Succeeded);
        Assert.True(_desk.Unlock(alice, unlocks: 0).Succeeded);
        _desk.SignIn("alice");
        Assert.True(_desk.Unlock(alice, unlocks: 1).Succeeded);
        Assert.Equal(Catalogue.Daemon.OfflineTooOften, _desk.Unlock(alice, unlocks: 1).Refusal.Error);
    }

    [Fact]
    public void D06_what_the_server_spoke_against_is_forgotten()
    {
        var alice = _desk.SignIn("alice");
        Assert.True(_desk.Store.Forget(_desk.Computer, alice.Credentials[0]).Succeeded);

        Assert.Equal(Catalogue.Daemon.OfflineUnknown, _desk.Unlock(alice).Refusal.Error);
    }

    [Fact]
    public void A_wrong_pin_is_the_keys_to_count()
    {
        var alice = _desk.SignIn("alice");

        Assert.Equal(Catalogue.SecurityKeys.WrongPin, _desk.Unlock(alice, pin: "111111").Refusal.Error);
    }

    [Fact]
    public void Nobody_opens_it_where_an_administrator_has_forbidden_it()
    {
        var alice = _desk.SignIn("alice");

        Assert.Equal(Catalogue.Daemon.OfflineForbidden, _desk.Unlock(alice, days: 0).Refusal.Error);
    }
}
