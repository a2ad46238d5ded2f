using System.Security.Cryptography;
using System.Text;

namespace Keyway.SecurityKeys.LibFido2;

/// <summary>A PIN for the length of one call: UTF-8 with a zero byte behind it, where no garbage collection copies it, zeroed at the end.</summary>
internal sealed unsafe class PinText : IDisposable
{
    /// <summary>CTAP 2.1, 6.5.1: in UTF-8.</summary>
    public const int LongestPin = 63;

    private readonly byte[] _bytes;

    public PinText(ReadOnlySpan<char> pin)
    {
        foreach (Rune _ in pin.EnumerateRunes()) CodePoints++;
        _bytes = GC.AllocateUninitializedArray<byte>(Encoding.UTF8.GetByteCount(pin) + 1, pinned: true);
        Length = Encoding.UTF8.GetBytes(pin, _bytes);
        _bytes[Length] = 0;
    }

    /// <summary>In bytes, without the zero.</summary>
    public int Length { get; }

    /// <summary>Code points, in which a key counts the least length.</summary>
    public int CodePoints { get; }

    /// <summary>Null for an empty PIN, which is how libfido2 is told that there is none.</summary>
    public nint Pointer
    {
        get
        {
            fixed (byte* start = _bytes) return Length == 0 ? 0 : (nint)start;
        }
    }

    /// <summary>Whether a key could have it as its PIN; what a zero byte cuts short would not be what was typed.</summary>
    public bool IsPossible => Length <= LongestPin && !_bytes.AsSpan(0, Length).Contains((byte)0);

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);
}
