using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Keyway.Connect.Secrets;

/// <summary>Makes the names in a folder durable: a file's name is part of its folder, and would else be gone after a power cut.</summary>
internal static class FolderSync
{
    /// <summary>True when the folder is on the disk.</summary>
    public static bool Run(string folder)
    {
        // .NET opens no folders.
        using var handle = Open(folder, flags: 0);
        return !handle.IsInvalid && Sync(handle) == 0;
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern SafeFileHandle Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(SafeFileHandle file);
}
