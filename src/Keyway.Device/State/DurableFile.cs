using System.Security.Cryptography;

namespace Keyway.Device.State;

/// <summary>
/// Replaces a file whole: a kill or a power cut at any point leaves the old content or the new one. Mode 0600 from its first byte.
/// </summary>
internal static class DurableFile
{
    /// <summary>Files of this prefix are what a kill left behind; the next writer removes them.</summary>
    public const string UnfinishedPrefix = ".unfinished-";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes <paramref name="content"/> to <paramref name="path"/>; throws <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var unfinished = Path.Combine(folder, UnfinishedPrefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        try
        {
            using (var file = new FileStream(unfinished, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly, BufferSize = 0 }))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }

        PosixFiles.FlushFolder(folder);
    }

    /// <summary>Removes what killed writers left in <paramref name="folder"/>; only for one who holds the folder's lock.</summary>
    public static void RemoveUnfinished(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, UnfinishedPrefix + "*"))
            File.Delete(path);
        foreach (var path in Directory.EnumerateDirectories(folder, UnfinishedPrefix + "*"))
            Directory.Delete(path, recursive: true);
    }

    /// <summary>The same for one who does not hold it: what is old enough to be nobody's work any more.</summary>
    public static void RemoveForgotten(string folder, DateTimeOffset before)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos(UnfinishedPrefix + "*").Where(entry => entry.LastWriteTimeUtc < before.UtcDateTime))
        {
            if (entry is DirectoryInfo inside)
                inside.Delete(recursive: true);
            else
                entry.Delete();
        }
    }
}
