using System.Runtime.InteropServices;
using Keyway.Errors;

namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>
/// The file of a software key: held by one instance at a time, and replaced as a whole, so that a kill or a full disk at any moment leaves
/// the old state or the new one.
/// </summary>
internal sealed partial class SoftwareKeyFile : IDisposable
{
    // A thousand credentials take about 700 KB.
    private const long LongestFile = 4 * 1024 * 1024;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;
    private readonly FileStream _lock;

    private SoftwareKeyFile(string path, FileStream fileLock, SoftwareKeyState state)
    {
        _path = path;
        _lock = fileLock;
        State = state;
    }

    /// <summary>The state that stands in the file.</summary>
    public SoftwareKeyState State { get; private set; }

    public static Result<SoftwareKeyFile> Create(string path, SoftwareKeyState state)
    {
        if (Path.Exists(path)) return new Refusal(Catalogue.SecurityKeys.FileExists, path);
        if (!TryLock(path, out FileStream? fileLock, out Refusal? refusal)) return refusal!;
        if (Path.Exists(path))
        {
            fileLock!.Dispose();
            return new Refusal(Catalogue.SecurityKeys.FileExists, path);
        }

        var file = new SoftwareKeyFile(path, fileLock!, state);
        if (file.TryWrite(state)) return file;
        file.Dispose();
        return new Refusal(Catalogue.SecurityKeys.FileNotWritable, path);
    }

    public static Result<SoftwareKeyFile> Open(string path)
    {
        if (!File.Exists(path)) return new Refusal(Catalogue.SecurityKeys.FileMissing, path);
        if (!TryLock(path, out FileStream? fileLock, out Refusal? refusal)) return refusal!;
        if (Read(path).TryGet(out SoftwareKeyState? state, out refusal)) return new SoftwareKeyFile(path, fileLock!, state);
        fileLock!.Dispose();
        return refusal;
    }

    /// <summary>Writes the new state durably and makes it the current one; after false, <see cref="State"/> still tells what the file holds.</summary>
    public bool TryReplace(SoftwareKeyState state) =>
        // A key that was pulled out is not where it was: it has nothing more to say.
        File.Exists(_path) && TryWrite(state);

    public void Dispose() => _lock.Dispose();

    private bool TryWrite(SoftwareKeyState state)
    {
        string fresh = _path + ".new";
        try
        {
            // What a kill left behind may have any mode: never write secrets into it.
            File.Delete(fresh);
            using (var stream = new FileStream(fresh, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = OwnerOnly,
            }))
            {
                stream.Write(SoftwareKeyStateJson.Write(state));
                stream.Flush(flushToDisk: true);
            }

            File.Move(fresh, _path, overwrite: true);
            State = state;
            SynchroniseFolder(Path.GetDirectoryName(Path.GetFullPath(_path))!);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        return true;
    }

    private static Result<SoftwareKeyState> Read(string path)
    {
        try
        {
            if ((File.GetUnixFileMode(path) & ~(OwnerOnly | UnixFileMode.UserExecute)) != 0) return new Refusal(Catalogue.SecurityKeys.FileUnsafe, path);
            if (new FileInfo(path).Length > LongestFile) return new Refusal(Catalogue.SecurityKeys.FileDamaged, path);
            Result<SoftwareKeyState> state = SoftwareKeyStateJson.Parse(File.ReadAllBytes(path));
            return state.Succeeded ? state : new Refusal(state.Refusal.Error, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Refusal(Catalogue.SecurityKeys.KeyNotFound, failure.Message);
        }
    }

    private static bool TryLock(string path, out FileStream? fileLock, out Refusal? refusal)
    {
        // The key's own file can't carry the lock: each write puts another file in its place.
        string name = path + ".lock";
        try
        {
            fileLock = new FileStream(name, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.Write,
                Share = FileShare.None,
                UnixCreateMode = OwnerOnly,
            });
            refusal = null;
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            refusal = new Refusal(Catalogue.SecurityKeys.FileNotWritable, path);
        }
        catch (UnauthorizedAccessException)
        {
            refusal = new Refusal(Catalogue.SecurityKeys.FileNotWritable, path);
        }
        catch (IOException)
        {
            refusal = new Refusal(Catalogue.SecurityKeys.KeyInUse, path);
        }

        fileLock = null;
        return false;
    }

    private static void SynchroniseFolder(string folder)
    {
        const int CloseOnExec = 0x80000;
        int descriptor = OpenDescriptor(folder, CloseOnExec);
        if (descriptor < 0) throw new IOException($"The folder {folder} could not be opened.");
        int outcome = Synchronise(descriptor);
        _ = CloseDescriptor(descriptor);
        if (outcome != 0) throw new IOException($"The folder {folder} could not be written to disk.");
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenDescriptor(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Synchronise(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseDescriptor(int descriptor);
}
