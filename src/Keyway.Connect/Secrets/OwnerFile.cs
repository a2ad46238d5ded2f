using System.Security.Cryptography;

namespace Keyway.Connect.Secrets;

/// <summary>Files that only their owner may read, from their first byte on.</summary>
internal static class OwnerFile
{
    /// <summary>A new file of mode 0600; throws when one stands there.</summary>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    /// <summary>Writes the content beside the path, makes it durable, and gives it the name: a kill leaves the old file or the new one. Null, or why not.</summary>
    /// <param name="content">Zeroed when it was written.</param>
    public static string? Replace(string path, byte[] content)
    {
        string? draft = null;
        try
        {
            var full = Path.GetFullPath(path);
            draft = $"{full}.{Guid.NewGuid():N}";
            using (var stream = Create(draft))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, full, overwrite: true);
            FolderSync.Run(Path.GetDirectoryName(full)!);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            if (File.Exists(draft))
                File.Delete(draft);
            return path + ": " + failure.Message;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }
}
