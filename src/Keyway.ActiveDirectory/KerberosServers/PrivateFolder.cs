using System.Security.Cryptography;
using System.Text;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>A folder that only this user can enter (0700), in memory where the system has a memory file system; removed at the end, the secret files in it overwritten before.</summary>
internal sealed class PrivateFolder : IDisposable
{
    private const string MemoryFileSystem = "/dev/shm";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly IReadOnlyList<string> _secrets;

    private PrivateFolder(string path, IReadOnlyList<string> secrets)
    {
        Path = path;
        _secrets = secrets;
    }

    public string Path { get; }

    /// <summary>A new folder of a random name. Throws when the system allows none: a broken machine.</summary>
    /// <param name="secrets">Names of the files to overwrite at the end.</param>
    public static PrivateFolder Create(params IReadOnlyList<string> secrets)
    {
        var parent = Directory.Exists(MemoryFileSystem) ? MemoryFileSystem : System.IO.Path.GetTempPath();
        var path = System.IO.Path.Combine(parent, $"keyway-{RandomNumberGenerator.GetHexString(32, true)}");
        Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        return new PrivateFolder(path, secrets);
    }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file of mode 0600 and gives its path.</summary>
    public string Write(string name, string text)
    {
        var path = PathOf(name);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        using var stream = new FileStream(path, options);
        var bytes = Encoding.UTF8.GetBytes(text);
        stream.Write(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return path;
    }

    public void Dispose()
    {
        try
        {
            foreach (var secret in _secrets.Select(name => new FileInfo(PathOf(name))).Where(file => file.Exists))
            {
                using var stream = secret.OpenWrite();
                stream.Write(new byte[(int)Math.Min(stream.Length, 1 << 20)]);
            }
        }
        finally
        {
            Directory.Delete(Path, true);
        }
    }
}
