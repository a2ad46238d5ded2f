using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Tests.State;

public sealed class DeviceFolderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_folder_is_for_its_owner_only()
    {
        var folder = new DeviceFolder(_folder.Entry("state"));

        Assert.True(folder.MakeReady().Succeeded);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.Path));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherExecute)]
    public void A_folder_that_others_may_open_is_refused(UnixFileMode extra)
    {
        File.SetUnixFileMode(_folder.Path, File.GetUnixFileMode(_folder.Path) | extra);
        var folder = new DeviceFolder(_folder.Path);

        Assert.Equal(Catalogue.Device.StateExposed, folder.MakeReady().Refusal.Error);
        Assert.Equal(Catalogue.Device.StateExposed, folder.Read("a", Catalogue.Device.NotJoined).Refusal.Error);
    }

    [Fact]
    public void A_file_that_others_may_read_is_refused()
    {
        _folder.Write("a", "secret", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Assert.Equal(Catalogue.Device.StateExposed, new DeviceFolder(_folder.Path).Read("a", Catalogue.Device.NotJoined).Refusal.Error);
    }

    [Fact]
    public void A_file_of_a_size_that_no_state_has_is_refused()
    {
        _folder.Write("a", new string(' ', DeviceFolder.LargestFile + 1));

        Assert.Equal(Catalogue.Device.StateDamaged, new DeviceFolder(_folder.Path).Read("a", Catalogue.Device.NotJoined).Refusal.Error);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(300_000, true)]
    [InlineData(DeviceFolder.LargestFile, true)]
    [InlineData(DeviceFolder.LargestFile + 1, false)]
    public void What_is_written_is_read_again_and_what_would_not_be_read_leaves_what_was_there(int length, bool accepted)
    {
        var folder = new DeviceFolder(_folder.Path);
        Assert.True(folder.Write("a", "before"u8).Succeeded);
        var content = new byte[length];
        Array.Fill(content, (byte)'x');

        var written = folder.Write("a", content);

        Assert.Equal(accepted ? null : Catalogue.Device.StateNotWritten, written.Succeeded ? null : written.Refusal.Error);
        Assert.True((accepted ? content : "before"u8).SequenceEqual(folder.Read("a", Catalogue.Device.NotJoined).Value));
    }

    [Fact]
    public void Nothing_is_written_to_a_folder_that_others_may_open()
    {
        var folder = new DeviceFolder(_folder.Path);
        File.SetUnixFileMode(_folder.Path, File.GetUnixFileMode(_folder.Path) | UnixFileMode.GroupRead);

        Assert.Equal(Catalogue.Device.StateExposed, folder.Write("a", "x"u8).Refusal.Error);
        Assert.False(File.Exists(folder.Entry("a")));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("keys/a")]
    public void What_is_not_there_is_refused_as_the_caller_says(string name)
    {
        Assert.Equal(Catalogue.Device.NotJoined, new DeviceFolder(_folder.Path).Read(name, Catalogue.Device.NotJoined).Refusal.Error);
        Assert.Equal(Catalogue.Device.NotJoined, new DeviceFolder(_folder.Entry("absent")).Read(name, Catalogue.Device.NotJoined).Refusal.Error);
    }

    [Fact]
    public void The_lock_has_one_holder_at_a_time()
    {
        var folder = new DeviceFolder(_folder.Path);

        using (folder.Lock().Value)
            Assert.Equal(Catalogue.Device.StateBusy, folder.Lock().Refusal.Error);

        using var again = folder.Lock().Value;
        Assert.NotNull(again);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused_with_a_number()
    {
        _folder.Write("file", "in the way");

        Assert.Equal(Catalogue.Device.StateNotWritten, new DeviceFolder(_folder.Entry("file/state")).MakeReady().Refusal.Error);
    }
}
