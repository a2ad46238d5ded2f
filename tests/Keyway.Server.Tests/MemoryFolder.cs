namespace Keyway.Server.Tests;

/// <summary>
/// Folders for servers that no test kills. Such a server flushes every commit, as it must, and a test does not wait for a disk that nobody looks at
/// afterwards: the folder lies in memory where the machine has some to spare. Tests that pull the plug use a real disk.
/// </summary>
internal static class MemoryFolder
{
    private const string Memory = "/dev/shm";

    // The largest stores of the tests, twice over.
    private const long Room = 2L << 30;

    /// <summary>A new folder for this account alone.</summary>
    public static string Create(string prefix) =>
        Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > Room
            ? Directory.CreateDirectory(Path.Combine(Memory, prefix + Guid.NewGuid().ToString("N")), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName
            : Directory.CreateTempSubdirectory(prefix).FullName;
}
