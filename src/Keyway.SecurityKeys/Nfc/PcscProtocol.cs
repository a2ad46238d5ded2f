using System.Runtime.InteropServices;

namespace Keyway.SecurityKeys.Nfc;

/// <summary>libpcsclite's <c>SCARD_IO_REQUEST</c>: the protocol that <c>SCardConnect</c> chose, and the size of this.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct PcscProtocol(nuint protocol)
{
    private readonly nuint _protocol = protocol;
    private readonly nuint _size = (nuint)(2 * nuint.Size);
}
