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
        _folder.Write("a", new string(' ', 300_000));

        Assert.Equal(Catalogue.Device.StateDamaged, new DeviceFolder(_folder.Path).Read("a", Catalogue.Device.NotJoined).Refusal.Error);
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
