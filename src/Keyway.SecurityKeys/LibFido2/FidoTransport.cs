using System.Runtime.InteropServices;

namespace Keyway.SecurityKeys.LibFido2;

/// <summary>libfido2's <c>fido_dev_io_t</c>: four function pointers.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct FidoTransport(nint open, nint close, nint read, nint write)
{
    private readonly nint _open = open;
    private readonly nint _close = close;
    private readonly nint _read = read;
    private readonly nint _write = write;
}
