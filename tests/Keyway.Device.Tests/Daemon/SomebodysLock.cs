using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Keyway.Device.Tests.Daemon;

/// <summary>Holds a file alone by flock(2), as anybody can who may read it.</summary>
internal sealed class SomebodysLock : IDisposable
{
    private readonly SafeFileHandle _file;

    public SomebodysLock(string path)
    {
        const int alone = 2;
        _file = Open(path, 0);
        Assert.Equal(0, Lock(_file, alone));
    }

    public void Dispose() => _file.Dispose();

    [DllImport("libc", EntryPoint = "open")]
    private static extern SafeFileHandle Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "flock")]
    private static extern int Lock(SafeFileHandle file, int operation);
}
