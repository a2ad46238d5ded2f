using System.Diagnostics;
using System.Text.Json;
using Keyway.Device.Daemon.CachedSignIns;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Tests.Daemon;

/// <summary>The files of a computer with a real swtpm, put back to an earlier day by somebody who has the key and its PIN.</summary>
public sealed class RolledBackCacheTests : IDisposable
{
    private readonly Swtpm _tpm = new();
    private readonly OfflineDesk _desk;

    public RolledBackCacheTests() => _desk = new OfflineDesk(_tpm.Address);

    public void Dispose()
    {
        _desk.Dispose();
        _tpm.Dispose();
    }

    [Fact]
    public void D05_a_cache_put_back_to_an_earlier_day_does_not_open()
    {
        var alice = _desk.SignIn("alice");
        var bob = _desk.SignIn("bob");
        var early = Image();
        Assert.True(_desk.Unlock(alice).Succeeded);
        Assert.True(_desk.Unlock(bob).Succeeded);
        var late = Image();

        PutBack(early);
        Assert.Equal(Catalogue.Daemon.CachedSignInRolledBack, _desk.Unlock(alice).Refusal.Error);
        Assert.Equal(Catalogue.Daemon.CachedSignInRolledBack, _desk.Unlock(bob).Refusal.Error);
        PutBack(late);
        Assert.True(_desk.Unlock(bob).Succeeded);

        // An image of the last moment but one, the key's own file with it.
        PutBack(late);
        Assert.Equal(Catalogue.Daemon.CachedSignInRolledBack, _desk.Unlock(alice).Refusal.Error);
    }

    [Fact]
    public void D06_what_the_server_spoke_against_does_not_come_back_with_the_disk()
    {
        var alice = _desk.SignIn("alice");
        var bob = _desk.SignIn("bob");
        var early = Image();
        Assert.True(_desk.Store.Forget(_desk.Computer, alice.Credentials[0]).Succeeded);
        Assert.Equal(Catalogue.Daemon.OfflineUnknown, _desk.Unlock(alice).Refusal.Error);

        PutBack(early);
        Assert.Equal(Catalogue.Daemon.CachedSignInRolledBack, _desk.Unlock(alice).Refusal.Error);

        // What is written beside it does not make it count again; whose sign-in was lost with it signs in at the server.
        _desk.SignIn("bob");
        Assert.Equal(Catalogue.Daemon.OfflineUnknown, _desk.Unlock(alice).Refusal.Error);
        Assert.True(_desk.Unlock(bob).Succeeded);
    }

    [Fact]
    public void D05_a_kill_between_the_file_and_the_TPM_locks_nobody_out_and_leaves_nothing_to_put_back()
    {
        var alice = _desk.SignIn("alice");
        var before = Image();
        var torn = KillBetween(alice.Credentials[0]);
        Assert.True(_desk.Unlock(alice).Succeeded);
        PutBack(torn);
        Assert.Equal(Catalogue.Daemon.CachedSignInRolledBack, _desk.Unlock(alice).Refusal.Error);
        PutBack(before);
        Assert.Equal(Catalogue.Daemon.CachedSignInRolledBack, _desk.Unlock(alice).Refusal.Error);
    }

    [Fact]
    public void D05_an_unfinished_file_kept_aside_is_worth_nothing_once_another_has_followed()
    {
        var alice = _desk.SignIn("alice");
        var before = Image();
        var torn = KillBetween(alice.Credentials[0]);

        // Back to the moment before the kill, which opened nothing; then the fork that was kept aside.
        PutBack(before);
        Assert.True(_desk.Unlock(alice).Succeeded);
        PutBack(torn);
        Assert.Equal(Catalogue.Daemon.CachedSignInRolledBack, _desk.Unlock(alice).Refusal.Error);
    }

    [Fact]
    public void D05_a_file_made_up_to_follow_on_the_register_is_not_this_computers()
    {
        var alice = _desk.SignIn("alice");
        var early = _desk.Store.Find(_desk.Computer, alice.Credentials[0]).Value;
        Assert.True(_desk.Unlock(alice).Succeeded);
        var history = CacheHistory.Of(_desk.Computer)!;
        var follows = history.Follow(new CachedSignIns([])).Value;

        var forged = new CachedSignIns([early], follows.Before, follows.Signature);
        File.WriteAllBytes(_desk.Kept, JsonSerializer.SerializeToUtf8Bytes(forged, DeviceJson.Default.CachedSignIns));
        Assert.Equal(Catalogue.Daemon.CachedSignInForeign, _desk.Unlock(alice).Refusal.Error);
        File.WriteAllBytes(_desk.Kept, JsonSerializer.SerializeToUtf8Bytes(new CachedSignIns([early]), DeviceJson.Default.CachedSignIns));
        Assert.Equal(Catalogue.Daemon.CachedSignInRolledBack, _desk.Unlock(alice).Refusal.Error);
    }

    [Fact]
    public void D05_a_register_that_is_removed_opens_nothing_until_the_server_is_seen_again()
    {
        var alice = _desk.SignIn("alice");
        Tool("tpm2_nvundefine", "0x01804b57");
        Assert.Equal(Catalogue.Daemon.CachedSignInRolledBack, _desk.Unlock(alice).Refusal.Error);

        // Made anew by hand, it begins elsewhere than it was.
        Tool("tpm2_nvdefine", "0x01804b57", "-C", "o", "-g", "sha256", "-a", "authread|authwrite|no_da|nt=extend");
        Assert.Equal(Catalogue.Daemon.CachedSignInRolledBack, _desk.Unlock(alice).Refusal.Error);
        _desk.SignIn("alice");
        Assert.True(_desk.Unlock(alice).Succeeded);
    }

    [Fact]
    public void D05_a_TPM_that_was_cleared_or_is_gone_opens_nothing()
    {
        _desk.SignIn("alice");
        var state = new DeviceState(new DeviceFolder(_desk.Folder.Path));
        _tpm.Exchange();
        Assert.Equal(Catalogue.Device.TpmForeign, state.ReadJoined().Refusal.Error);
        _tpm.Stop();
        Assert.Equal(Catalogue.Device.TpmMissing, state.ReadJoined().Refusal.Error);
    }

    [Fact]
    public void Without_a_TPM_an_earlier_disk_opens_again_as_the_documents_say()
    {
        using var plain = new OfflineDesk();
        var alice = plain.SignIn("alice");
        var early = File.ReadAllBytes(plain.Kept);
        Assert.True(plain.Unlock(alice, unlocks: 1).Succeeded);
        Assert.Equal(Catalogue.Daemon.OfflineTooOften, plain.Unlock(alice, unlocks: 1).Refusal.Error);

        File.WriteAllBytes(plain.Kept, early);
        Assert.True(plain.Unlock(alice, unlocks: 1).Succeeded);
    }

    /// <summary>A write that came as far as the file, and not to its record in the TPM.</summary>
    private byte[] KillBetween(string credentialId)
    {
        var unfinished = CacheHistory.Of(_desk.Computer)!.Follow(new CachedSignIns([_desk.Store.Find(_desk.Computer, credentialId).Value])).Value;
        PutBack(JsonSerializer.SerializeToUtf8Bytes(unfinished, DeviceJson.Default.CachedSignIns));
        return Image();
    }

    private byte[] Image() => File.ReadAllBytes(_desk.Kept);

    private void PutBack(byte[] image) => File.WriteAllBytes(_desk.Kept, image);

    private void Tool(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TPM2TOOLS_TCTI"] = $"swtpm:host=127.0.0.1,port={_tpm.Address.Split(':')[1]}";
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: {said}");
    }
}
