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

    /// <summary>The callbacks of a port or a card, or null for a USB key.</summary>
    public HostTransport? Transport { get; set; }

    protected override bool ReleaseHandle()
    {
        // A finalizer may find the callbacks gone, and closing a port or a card has nothing to do.
        if (Transport is null) _ = Fido.CloseDevice(handle);
        Fido.FreeDevice(ref handle);
        return true;
    }
}
