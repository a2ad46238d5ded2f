using Keyway.Device.State;

namespace Keyway.Device.Tests.State;

public sealed class DurableFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_written_file_belongs_to_its_owner_only()
    {
        DurableFile.Write(_folder.Entry("a"), "x"u8);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.Entry("a")));
    }

    [Fact]
    public void The_mode_holds_also_when_an_open_file_is_replaced()
    {
        _folder.Write("a", "old", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        DurableFile.Write(_folder.Entry("a"), "new"u8);

        Assert.Equal("new", File.ReadAllText(_folder.Entry("a")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.Entry("a")));
    }

    [Fact]
    public void A_link_is_replaced_and_what_it_names_is_left_alone()
    {
        _folder.Write("victim", "untouched");
        File.CreateSymbolicLink(_folder.Entry("a"), _folder.Entry("victim"));

        DurableFile.Write(_folder.Entry("a"), "new"u8);

        Assert.Equal("untouched", File.ReadAllText(_folder.Entry("victim")));
        Assert.Null(File.ResolveLinkTarget(_folder.Entry("a"), returnFinalTarget: false));
    }

    [Fact]
    public async Task A_reader_sees_the_old_content_or_the_new_and_nothing_between()
    {
        var path = _folder.Entry("a");
        var old = new byte[40_000];
        var fresh = Enumerable.Repeat((byte)1, 50_000).ToArray();
        DurableFile.Write(path, old);
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            var torn = 0;
            while (!stop.IsCancellationRequested)
            {
                var seen = File.ReadAllBytes(path);
                if (!seen.AsSpan().SequenceEqual(old) && !seen.AsSpan().SequenceEqual(fresh))
                    torn++;
            }

            return torn;
        }, TestContext.Current.CancellationToken);

        for (var i = 0; i < 30; i++)
            DurableFile.Write(path, i % 2 == 0 ? fresh : old);
        await stop.CancelAsync();

        Assert.Equal(0, await reader);
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_content_and_no_rest()
    {
        Directory.CreateDirectory(_folder.Entry("a"));
        File.WriteAllText(_folder.Entry("a/inside"), "x");

        Assert.ThrowsAny<Exception>(() => DurableFile.Write(_folder.Entry("a"), "new"u8));

        Assert.Equal(["a"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void What_a_killed_writer_left_is_removed_and_nothing_else()
    {
        _folder.Write(DurableFile.UnfinishedPrefix + "0011", "half");
        _folder.Write("device.json", "whole");

        DurableFile.RemoveUnfinished(_folder.Path);

        Assert.Equal(["device.json"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName));
    }
}
