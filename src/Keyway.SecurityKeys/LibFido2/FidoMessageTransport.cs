using System.Runtime.InteropServices;

namespace Keyway.SecurityKeys.LibFido2;

/// <summary>libfido2's <c>fido_dev_transport_t</c>: two function pointers, for whole messages.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct FidoMessageTransport(nint receive, nint transmit)
{
    private readonly nint _receive = receive;
    private readonly nint _transmit = transmit;
}
