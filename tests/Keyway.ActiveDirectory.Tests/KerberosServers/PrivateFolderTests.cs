using Keyway.ActiveDirectory.KerberosServers;

namespace Keyway.ActiveDirectory.Tests.KerberosServers;

public sealed class PrivateFolderTests
{
    [Fact]
    public void Only_its_owner_can_enter_it_and_read_its_files()
    {
        using var folder = PrivateFolder.Create();
        var file = folder.Write("password", "secret");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Nothing_of_it_stays()
    {
        string path;
        using (var folder = PrivateFolder.Create("password"))
        {
            path = folder.Path;
            folder.Write("password", "secret");
            Directory.CreateDirectory(folder.PathOf("below"));
            folder.Write("other", "x");
        }

        Assert.False(Directory.Exists(path));
    }
}
