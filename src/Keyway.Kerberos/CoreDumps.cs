using System.Runtime.InteropServices;

namespace Keyway.Kerberos;

/// <summary>Keeps what a process holds in memory, opened keys among it, out of core dumps and away from debuggers of other accounts (prctl(2), PR_SET_DUMPABLE).</summary>
public static partial class CoreDumps
{
    private const int GetDumpable = 3;
    private const int SetDumpable = 4;

    /// <summary>True when a crash would write memory to disk.</summary>
    public static bool Allowed => Control(GetDumpable, 0, 0, 0, 0) != 0;

    /// <summary>The first statement of every program of ours that holds keys or passwords.</summary>
    public static void Forbid() => _ = Control(SetDumpable, 0, 0, 0, 0);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);
}
