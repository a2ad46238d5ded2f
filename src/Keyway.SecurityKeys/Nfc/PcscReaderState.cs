using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Keyway.SecurityKeys.Nfc;

/// <summary>libpcsclite's <c>SCARD_READERSTATE</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PcscReaderState
{
    /// <summary>In the lower half of <see cref="EventState"/>: a card is there.</summary>
    public const uint Present = 0x20;

    /// <summary>In the lower half of <see cref="EventState"/>: there is a card, but it does not answer.</summary>
    public const uint Mute = 0x200;

    /// <summary>The longest answer to reset, in bytes.</summary>
    public const int LongestAtr = 33;

    public nint Reader;
    public nint UserData;
    public nuint CurrentState;
    public nuint EventState;
    public nuint AtrLength;
    public AtrBytes Atr;

    [InlineArray(LongestAtr)]
    internal struct AtrBytes
    {
        private byte _first;
    }
}
