using System.Runtime.InteropServices;

namespace Keyway.ActiveDirectory.Ldap.Native;

/// <summary>What it takes to hand a connected socket to a C library.</summary>
internal static partial class LibC
{
    private const int GetFlags = 3;
    private const int SetFlags = 4;
    private const int NonBlocking = 0x800;
    private const int DuplicateCloseOnExec = 1030;

    /// <summary>A second descriptor of the same socket, in blocking mode and not inherited by programs that we start; negative on failure.</summary>
    public static int DuplicateBlocking(int descriptor)
    {
        var copy = Control(descriptor, DuplicateCloseOnExec, 0);
        if (copy < 0)
            return copy;

        var flags = Control(copy, GetFlags, 0);
        return flags >= 0 && Control(copy, SetFlags, flags & ~NonBlocking) >= 0 ? copy : -1;
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int descriptor, int command, int argument);
}
