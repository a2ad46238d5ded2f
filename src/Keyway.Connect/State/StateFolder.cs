using Keyway.Connect.Secrets;
using Keyway.Errors;
using Microsoft.Data.Sqlite;

namespace Keyway.Connect.State;

/// <summary>
/// The folder with the local state of one domain's sync, held by one process at a time. Who can write there chooses what is skipped and what is deleted,
/// so nobody but its owner may.
/// </summary>
internal sealed class StateFolder : IDisposable
{
    /// <summary>Names the folder above those of the domains when no option does.</summary>
    public const string BaseVariable = "KEYWAY_CONNECT_STATE";

    private const string UsualBase = "/var/lib/keyway-connect";
    private const string FileName = "sync.db";
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode Others = OthersWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly FileStream _lock;

    private StateFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>Absolute.</summary>
    public string Path { get; }

    private string StatePath => System.IO.Path.Combine(Path, FileName);

    /// <summary>The folder of a domain when <c>--state</c> does not name another.</summary>
    public static string UsualOf(string domain) =>
        System.IO.Path.Combine(Environment.GetEnvironmentVariable(BaseVariable) is { Length: > 0 } named ? named : UsualBase, domain.ToLowerInvariant());

    /// <summary>Makes the folder when it is missing, and holds it. <c>KW4131</c> when another process does, <c>KW4132</c> when others may write there.</summary>
    public static Result<StateFolder> Hold(string path)
    {
        try
        {
            var full = System.IO.Path.GetFullPath(path);
            Make(full);
            if ((File.GetUnixFileMode(full) & OthersWrite) != 0)
                return new Refusal(Catalogue.Synchronization.StateExposed, full);
            var state = System.IO.Path.Combine(full, FileName);
            if (File.Exists(state) && (new FileInfo(state).LinkTarget is not null || (File.GetUnixFileMode(state) & Others) != 0))
                return new Refusal(Catalogue.Synchronization.StateExposed, state);
            return new StateFolder(full, new FileStream(System.IO.Path.Combine(full, "lock"), new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = Owner,
            }));
        }
        catch (UnauthorizedAccessException failure)
        {
            return new Refusal(Catalogue.Synchronization.StateUnusable, failure.Message);
        }
        catch (Exception failure) when (failure is IOException or ArgumentException or NotSupportedException)
        {
            return Directory.Exists(path) && File.Exists(System.IO.Path.Combine(path, "lock"))
                ? new Refusal(Catalogue.Synchronization.AlreadyRunning, path)
                : new Refusal(Catalogue.Synchronization.StateUnusable, failure.Message);
        }
    }

    /// <summary>Opens the state, empty when there is none or it is damaged; a damaged one is thrown away, because the server's side and the domain make it anew.</summary>
    /// <param name="committing">For tests: called before every commit, to stop there.</param>
    public Result<SyncState> Open(StateBinding binding, Action? committing = null)
    {
        try
        {
            try
            {
                return OpenOnce(binding, committing);
            }
            catch (SqliteException failure) when (IsDamage(failure))
            {
                Reset();
                return OpenOnce(binding, committing);
            }
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            return new Refusal(Catalogue.Synchronization.StateUnusable, $"{StatePath}: {failure.Message}");
        }
    }

    /// <summary>True for a file that is no database, or no whole one: SQLITE_CORRUPT, SQLITE_NOTADB, or tables that are not ours.</summary>
    public static bool IsDamage(SqliteException failure) => failure.SqliteErrorCode is 11 or 26 or 1;

    /// <summary>Throws the state away: the next cycle compares everything.</summary>
    public void Reset()
    {
        foreach (var suffix in new[] { "", "-wal", "-shm", "-journal" })
            File.Delete(StatePath + suffix);
        FolderSync.Run(Path);
    }

    /// <summary>Reads a state that another process may hold; null when there is none.</summary>
    public static SyncState? Look(string path)
    {
        var state = System.IO.Path.Combine(path, FileName);
        return File.Exists(state) ? SyncState.OpenForReading(state) : null;
    }

    public void Dispose() => _lock.Dispose();

    private static void Make(string path)
    {
        if (Directory.Exists(path))
            return;
        Directory.CreateDirectory(path, Owner | UnixFileMode.UserExecute);
    }

    private SyncState OpenOnce(StateBinding binding, Action? committing)
    {
        if (!File.Exists(StatePath))
        {
            OwnerFile.Create(StatePath).Dispose();
            FolderSync.Run(Path);
        }

        return SyncState.Open(StatePath, binding, committing);
    }
}
