using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Keyway.Device.State;

/// <summary>The three calls of the operating system that .NET does not offer.</summary>
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

    [DllImport("libc")]
    private static extern uint geteuid();

    [DllImport("libc", SetLastError = true)]
    private static extern SafeFileHandle open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(SafeFileHandle file);
}
