using Keyway.Errors;

namespace Keyway.Device.State;

/// <summary>The folder of the device state, <c>/var/lib/keyway</c> by default: mode 0700, its files 0600. Reading needs no lock, because every file is replaced whole.</summary>
internal sealed class DeviceFolder(string path)
{
    /// <summary>Bytes of a file of the state: what is kept of 64 people with a hundred Group Policy objects each stays below.</summary>
    public const int LargestFile = 4 << 20;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Its absolute path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>The path of an entry.</summary>
    public string Entry(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes the folder when it is not there, and refuses one that others may open.</summary>
    public Result<DeviceFolder> MakeReady()
    {
        try
        {
            Directory.CreateDirectory(Path, OwnerOnly);
            return IsExposed(Path) ? new Refusal(Catalogue.Device.StateExposed, Path) : this;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Refusal(Catalogue.Device.StateNotWritten, failure.Message);
        }
    }

    /// <summary>Reads a file of the state.</summary>
    /// <param name="name">Its name in the folder.</param>
    /// <param name="whenAbsent">The refusal when there is no such file.</param>
    public Result<byte[]> Read(string name, KeywayError whenAbsent)
    {
        var file = Entry(name);
        try
        {
            if (!Directory.Exists(Path) && !File.Exists(Path))
                return whenAbsent;
            if (IsExposed(Path))
                return new Refusal(Catalogue.Device.StateExposed, Path);
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read);
            if (IsExposed(file))
                return new Refusal(Catalogue.Device.StateExposed, file);
            if (stream.Length > LargestFile)
                return new Refusal(Catalogue.Device.StateDamaged, $"{name} is too large");
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            return content;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return whenAbsent;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Refusal(Catalogue.Device.StateUnreadable, failure.Message);
        }
    }

    /// <summary>Replaces a file of the state, whole and durably. What <see cref="Read"/> would refuse is not written: what was there before stays.</summary>
    /// <returns>Its path.</returns>
    public Result<string> Write(string name, ReadOnlySpan<byte> content)
    {
        if (content.Length > LargestFile)
            return new Refusal(Catalogue.Device.StateNotWritten, $"{name} would be too large");
        try
        {
            if (IsExposed(Path))
                return new Refusal(Catalogue.Device.StateExposed, Path);
            DurableFile.Write(Entry(name), content);
            return Entry(name);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Refusal(Catalogue.Device.StateNotWritten, failure.Message);
        }
    }

    /// <summary>Deletes a file of the state, durably; one that is not there is deleted already.</summary>
    /// <returns>Its path.</returns>
    public Result<string> Delete(string name)
    {
        try
        {
            if (File.Exists(Entry(name)))
            {
                File.Delete(Entry(name));
                PosixFiles.FlushFolder(Path);
            }

            return Entry(name);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Refusal(Catalogue.Device.StateNotWritten, failure.Message);
        }
    }

    /// <summary>Takes the lock that a join, a renewal or a leave holds from its first file to its last; a second one is refused, not kept waiting.</summary>
    public Result<FileStream> Lock()
    {
        try
        {
            return new FileStream(Entry("lock"), new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
        catch (UnauthorizedAccessException failure)
        {
            return new Refusal(Catalogue.Device.StateNotWritten, failure.Message);
        }
        catch (IOException failure)
        {
            return new Refusal(Catalogue.Device.StateBusy, failure.Message);
        }
    }

    private static bool IsExposed(string path) => (File.GetUnixFileMode(path) & ~OwnerOnly) != 0;
}
