using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Keyway.Errors;
using Microsoft.Win32.SafeHandles;

namespace Keyway.Kerberos.CredentialCaches;

/// <summary>A credential cache in a file (<c>FILE:</c>), as MIT and Heimdal programs read it.</summary>
public static partial class CredentialCacheFile
{
    /// <summary>A cache with some hundred tickets of the largest kind stays below.</summary>
    private const long MaximumLength = 4 * 1024 * 1024;

    /// <summary>Reads a cache file.</summary>
    /// <returns>The cache, or <see cref="Catalogue.Kerberos.CacheUnreadable"/>, <see cref="Catalogue.Kerberos.CacheMalformed"/>.</returns>
    public static Result<CredentialCache> Read(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            var length = RandomAccess.GetLength(file);
            if (length > MaximumLength)
                return new Refusal(Catalogue.Kerberos.CacheMalformed, $"{length} bytes");
            var content = new byte[length];
            var read = RandomAccess.Read(file, content, 0);
            var cache = CredentialCacheFormat.Parse(content.AsSpan(0, read));
            CryptographicOperations.ZeroMemory(content);
            return cache;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new Refusal(Catalogue.Kerberos.CacheUnreadable, exception.Message);
        }
    }

    /// <summary>Writes a cache file, mode 0600, whole or not at all: a reader sees the old one or the new one.</summary>
    /// <param name="path">Where; an existing file is replaced, a link too; a folder is moved out of the way.</param>
    /// <param name="cache">What.</param>
    /// <param name="owner">To whom the file is given; null leaves it with this process's user.</param>
    /// <returns>The path, or <see cref="Catalogue.Kerberos.CacheUnwritable"/>.</returns>
    public static Result<string> Write(string path, CredentialCache cache, FileOwner? owner = null)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("Windows keeps tickets in memory, not in files.");

        var temporary = $"{path}.{Convert.ToHexString(RandomNumberGenerator.GetBytes(8))}";
        var content = CredentialCacheFormat.Encode(cache);
        try
        {
            using (var file = new FileStream(temporary, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }))
            {
                file.Write(content);

                // By handle: in a folder that the user may write, a path could be swapped for a link to somebody else's file.
                if (owner is { } to && ChangeOwner(file.SafeFileHandle, to.UserId, to.GroupId) != 0)
                    throw new IOException($"The owner cannot be set: {Marshal.GetLastPInvokeErrorMessage()}");
                file.Flush(flushToDisk: true);
            }

            PutInPlace(temporary, path);
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
            return new Refusal(Catalogue.Kerberos.CacheUnwritable, exception.Message);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    private static void PutInPlace(string temporary, string path)
    {
        const int currentFolder = -100;
        const uint exchange = 2;

        // A file or a link is replaced. A folder is not, and anybody can make one in /tmp under a name that is known beforehand: the two change places, and the folder stays under the other name.
        if (Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null && Rename(currentFolder, temporary, currentFolder, path, exchange) == 0)
            return;
        File.Move(temporary, path, overwrite: true);
    }

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(int oldFolder, string oldPath, int newFolder, string newPath, uint flags);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    private static partial int ChangeOwner(SafeFileHandle file, uint userId, uint groupId);
}
