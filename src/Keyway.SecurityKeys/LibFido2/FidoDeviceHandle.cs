using System.Runtime.InteropServices;

namespace Keyway.SecurityKeys.LibFido2;

/// <summary>A <c>fido_dev_t</c>, opened or not. Keeps alive what libfido2 calls back.</summary>
internal sealed class FidoDeviceHandle : SafeHandle
{
    public FidoDeviceHandle()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>The callbacks of a port, or null for a USB key.</summary>
    public PortTransport? Transport { get; set; }

    protected override bool ReleaseHandle()
    {
        // A finalizer may find the callbacks gone, and closing a port has nothing to do.
        if (Transport is null) _ = Fido.CloseDevice(handle);
        Fido.FreeDevice(ref handle);
        return true;
    }
}
