using System.Runtime.InteropServices;

namespace Keyway.ActiveDirectory.GroupPolicy.Native;

/// <summary>What is called of libsmbclient.so.0 (libsmbclient.h of Samba 4).</summary>
internal static unsafe partial class LibSmbClient
{
    private const string Library = "libsmbclient.so.0";

    [LibraryImport(Library)]
    internal static partial nint smbc_new_context();

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint smbc_init_context(nint context);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int smbc_setConfiguration(nint context, string file);

    [LibraryImport(Library)]
    internal static partial nint smbc_set_context(nint context);

    [LibraryImport(Library)]
    internal static partial int smbc_free_context(nint context, int shutDown);

    [LibraryImport(Library)]
    internal static partial void smbc_setDebug(nint context, int level);

    [LibraryImport(Library)]
    internal static partial void smbc_setTimeout(nint context, int milliseconds);

    [LibraryImport(Library)]
    internal static partial void smbc_setOptionUseKerberos(nint context, int yes);

    [LibraryImport(Library)]
    internal static partial void smbc_setOptionFallbackAfterKerberos(nint context, int yes);

    [LibraryImport(Library)]
    internal static partial void smbc_setOptionNoAutoAnonymousLogin(nint context, int yes);

    [LibraryImport(Library)]
    internal static partial void smbc_setFunctionAuthDataWithContext(nint context, delegate* unmanaged[Cdecl]<nint, byte*, byte*, byte*, int, byte*, int, byte*, int, void> function);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int smbc_open(string url, int flags, uint mode);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint smbc_read(int file, byte* buffer, nuint length);

    [LibraryImport(Library)]
    internal static partial int smbc_close(int file);
}
