using System.Security.Cryptography;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Tests.State;

public sealed class KeyFoldersTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly KeyFolders _keys;

    public KeyFoldersTests() => _keys = new KeyFolders(new DeviceFolder(_folder.Path));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Prepared_keys_are_two_of_2048_bits_in_files_for_their_owner_only()
    {
        using var keys = Prepare(null).Value;

        Assert.Equal(2048, keys.DeviceKey.KeySize);
        Assert.NotEqual(Spki(keys.DeviceKey), Spki(keys.TransportKey));
        Assert.All(
            Directory.EnumerateFiles(_folder.Entry("keys"), "*", SearchOption.AllDirectories),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public void Keys_that_an_interrupted_join_left_are_used_again_so_that_the_server_gives_the_same_device()
    {
        using var left = Prepare(null).Value;
        using var again = Prepare(null).Value;

        Assert.Equal(Spki(left.DeviceKey), Spki(again.DeviceKey));
        Assert.Equal(Spki(left.TransportKey), Spki(again.TransportKey));
        Assert.Equal(left.Folder, Assert.Single(Directory.EnumerateDirectories(_folder.Entry("keys")).Select(Path.GetFileName)));
    }

    [Fact]
    public void D03_keys_of_a_join_that_was_true_once_are_never_taken_for_another()
    {
        using var spent = Prepare(null).Value;
        _keys.Finish(spent.Folder);
        using var fresh = Prepare(null).Value;

        Assert.NotEqual(Spki(spent.DeviceKey), Spki(fresh.DeviceKey));
        Assert.Single(Directory.EnumerateDirectories(_folder.Entry("keys")));
    }

    [Fact]
    public void A_mark_that_a_kill_left_on_the_keys_in_use_is_taken_off_before_they_are_given_up()
    {
        using var inUse = Prepare(null).Value;
        using var next = Prepare(inUse.Folder).Value;
        using var afterReplacement = Prepare(next.Folder).Value;

        Assert.NotEqual(Spki(inUse.DeviceKey), Spki(afterReplacement.DeviceKey));
    }

    [Fact]
    public void Half_written_keys_of_an_interrupted_join_are_thrown_away()
    {
        using var half = Prepare(null).Value;
        File.Delete(_folder.Entry($"keys/{half.Folder}/transport.key"));
        using var fresh = Prepare(null).Value;

        Assert.NotEqual(Spki(half.DeviceKey), Spki(fresh.DeviceKey));
        Assert.Single(Directory.EnumerateDirectories(_folder.Entry("keys")));
    }

    [Fact]
    public void Keys_of_the_join_that_holds_are_not_taken_for_another_join()
    {
        using var inUse = Prepare(null).Value;
        using var fresh = Prepare(inUse.Folder).Value;

        Assert.NotEqual(inUse.Folder, fresh.Folder);
        Assert.NotEqual(Spki(inUse.DeviceKey), Spki(fresh.DeviceKey));
    }

    [Fact]
    public void A_folder_that_a_kill_left_half_written_is_damage()
    {
        using var half = Prepare(null).Value;
        File.Delete(_folder.Entry($"keys/{half.Folder}/transport.key"));

        Assert.Equal(Catalogue.Device.StateDamaged, _keys.Load(half.Folder, new FileKeyStore()).Refusal.Error);
    }

    [Fact]
    public void Removing_all_but_one_leaves_the_one()
    {
        using var old = Prepare(null).Value;
        using var kept = Prepare(old.Folder).Value;

        _keys.RemoveAllBut(kept.Folder);

        Assert.True(_keys.Load(kept.Folder, new FileKeyStore()).Succeeded);
        Assert.False(_keys.Load(old.Folder, new FileKeyStore()).Succeeded);
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("")]
    [InlineData("0123456789ABCDEF")]
    [InlineData("0123456789abcde/")]
    public void A_name_that_is_none_of_ours_is_never_opened(string name) =>
        Assert.Equal(Catalogue.Device.StateDamaged, _keys.Load(name, new FileKeyStore()).Refusal.Error);

    [Fact]
    public void A_public_key_or_a_short_key_in_the_place_of_a_private_one_is_refused()
    {
        using var keys = Prepare(null).Value;
        using var weak = RSA.Create(1024);
        foreach (var pem in new[] { keys.DeviceKey.ExportSubjectPublicKeyInfoPem(), weak.ExportPkcs8PrivateKeyPem(), "", "-----BEGIN PRIVATE KEY-----" })
        {
            File.WriteAllText(_folder.Entry($"keys/{keys.Folder}/device.key"), pem);
            Assert.Equal(Catalogue.Device.StateDamaged, _keys.Load(keys.Folder, new FileKeyStore()).Refusal.Error);
        }
    }

    private Result<DeviceKeys> Prepare(string? inUse) => _keys.Prepare(inUse, () => new FileKeyStore());

    private static string Spki(RSA key) => Convert.ToHexString(key.ExportSubjectPublicKeyInfo());
}
