using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Keyway.Device.State;

/// <summary>The calls of the operating system that .NET does not offer.</summary>
internal static class PosixFiles
{
    private const int ReadOnlyDirectory = 0x10000 | 0x80000; // O_DIRECTORY | O_CLOEXEC

    /// <summary>The numeric user for whom this process acts.</summary>
    public static uint EffectiveUserId => geteuid();

    /// <summary>Makes the entries of a folder durable: without it, a rename may be forgotten by a power cut.</summary>
    public static void FlushFolder(string path)
    {
        using var folder = open(path, ReadOnlyDirectory);
        if (folder.IsInvalid || fsync(folder) != 0)
            throw new IOException($"Could not make the folder durable: errno {Marshal.GetLastPInvokeError()}.");
    }

    /// <summary>The numeric user to whom an entry belongs; a link's own owner, not its target's.</summary>
    public static uint OwnerOf(string path)
    {
        const int currentFolder = -100;
        const int noFollow = 0x100;
        const uint wantOwner = 0x8;

        // struct statx (statx(2)): 256 bytes, the owner in the sixth 32 bit word, the same on every processor.
        var entry = new uint[64];
        return statx(currentFolder, path, noFollow, wantOwner, entry) == 0 ? entry[5] : throw new IOException($"{path} cannot be looked at: errno {Marshal.GetLastPInvokeError()}.");
    }

    /// <summary>Gives an open file to somebody: by its handle, because a path could lead elsewhere by then.</summary>
    public static void Give(SafeFileHandle file, uint userId, uint groupId)
    {
        if (fchown(file, userId, groupId) != 0)
            throw new IOException($"The owner cannot be set: errno {Marshal.GetLastPInvokeError()}.");
    }

    /// <summary>A file in memory, without a name in any folder; it is gone when the last who holds it closes it.</summary>
    /// <param name="inherited">Whether a child that is started gets it too, under the same number.</param>
    public static SafeFileHandle InMemory(string name, bool inherited = false)
    {
        const uint closeOnExec = 1;
        var file = memfd_create(name, inherited ? 0 : closeOnExec);
        return file.IsInvalid ? throw new IOException($"No file in memory: errno {Marshal.GetLastPInvokeError()}.") : file;
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int fchown(SafeFileHandle file, uint userId, uint groupId);

    [DllImport("libc", SetLastError = true)]
    private static extern SafeFileHandle memfd_create([MarshalAs(UnmanagedType.LPUTF8Str)] string name, uint flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] uint[] entry);

    [DllImport("libc")]
    private static extern uint geteuid();

    [DllImport("libc", SetLastError = true)]
    private static extern SafeFileHandle open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(SafeFileHandle file);
}
