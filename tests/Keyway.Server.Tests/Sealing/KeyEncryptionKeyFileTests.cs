using Keyway.Errors;
using Keyway.Server.Sealing;

namespace Keyway.Server.Tests.Sealing;

public sealed class KeyEncryptionKeyFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("keyway-kek-").FullName;

    private string Path => System.IO.Path.Combine(_directory, "key");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_new_key_is_private_and_found_again()
    {
        var sealedValue = KeyEncryptionKeyFile.OpenOrCreate(Path, storeIsNew: true).Value.Seal("a", [1]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
        Assert.Equal([1], KeyEncryptionKeyFile.OpenOrCreate(Path, storeIsNew: false).Value.Open("a", sealedValue).Value);
    }

    [Fact]
    public void A_key_that_others_can_read_is_refused()
    {
        KeyEncryptionKeyFile.OpenOrCreate(Path, storeIsNew: true);
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Equal(Catalogue.ServerConfiguration.KeyFileUnsafe, KeyEncryptionKeyFile.OpenOrCreate(Path, storeIsNew: false).Refusal.Error);
    }

    [Fact]
    public void A_lost_or_cut_key_is_noticed_and_not_replaced()
    {
        Assert.Equal(Catalogue.ServerConfiguration.KeyFileMissing, KeyEncryptionKeyFile.OpenOrCreate(Path, storeIsNew: false).Refusal.Error);
        DurableFile.WriteSecret(Path, new byte[31]);
        Assert.Equal(Catalogue.ServerConfiguration.KeyFileMissing, KeyEncryptionKeyFile.OpenOrCreate(Path, storeIsNew: false).Refusal.Error);
    }
}
