using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Keyway.Server.Sealing;

/// <summary>Small files of the data directory: written whole or not at all, and on the disk when the call returns.</summary>
internal static partial class DurableFile
{
    /// <summary>What the name of a file ends with until the file is whole.</summary>
    public const string Unfinished = ".new";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Everybody = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const int OpenDirectory = 0x10000 | 0x80000; // O_DIRECTORY | O_CLOEXEC

    /// <summary>Writes a file of mode 0600 in the place of an earlier one.</summary>
    public static void WriteSecret(string path, ReadOnlySpan<byte> content) => Write(path, content, OwnerOnly);

    /// <summary>Writes a file of mode 0644 in the place of an earlier one.</summary>
    public static void WritePublic(string path, ReadOnlySpan<byte> content) => Write(path, content, Everybody);

    /// <summary>True when nobody but the owner has any right to the file.</summary>
    public static bool IsPrivate(string path) => (File.GetUnixFileMode(path) & ~(OwnerOnly | UnixFileMode.UserExecute)) == 0;

    /// <summary>Renames within the directory, over what may be there.</summary>
    public static void Rename(string path, string name)
    {
        File.Move(path, name, overwrite: true);
        FlushDirectory(name);
    }

    /// <summary>Writes random bytes over the file's own, in place. File systems that copy on write, and disks that spread writes, keep the old ones all the same.</summary>
    public static void Overwrite(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        file.Write(RandomNumberGenerator.GetBytes((int)file.Length));
        file.Flush(flushToDisk: true);
    }

    public static void Delete(string path)
    {
        File.Delete(path);
        FlushDirectory(path);
    }

    private static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        var temporary = path + Unfinished;
        File.Delete(temporary);
        using (var file = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode }))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        Rename(temporary, path);
    }

    // Without it a power cut may undo the rename that the next step relies on. .NET opens no directories.
    private static void FlushDirectory(string path)
    {
        var directory = Open(Path.GetDirectoryName(Path.GetFullPath(path))!, OpenDirectory);
        if (directory < 0)
            throw new IOException("The data directory cannot be opened.");
        _ = Flush(directory);
        _ = Close(directory);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Flush(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
