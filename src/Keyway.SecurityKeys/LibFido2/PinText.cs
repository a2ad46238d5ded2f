using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Keyway.SecurityKeys.Pins;

namespace Keyway.SecurityKeys.LibFido2;

/// <summary>A PIN for the length of one call: Normalization Form C in UTF-8 with a zero byte behind it, where no garbage collection copies it, zeroed at the end.</summary>
internal sealed unsafe class PinText : IDisposable
{
    /// <summary>CTAP 2.1, 6.5.1: in UTF-8.</summary>
    public const int LongestPin = 63;

    private const int LongestCodePoint = 4;

    private readonly byte[] _bytes;

    public PinText(ReadOnlySpan<char> pin)
    {
        int[] form = GC.AllocateUninitializedArray<int>(pin.Length * CanonicalForm.LongestDecomposition, pinned: true);
        CodePoints = CanonicalForm.Write(pin, form);
        _bytes = GC.AllocateUninitializedArray<byte>((CodePoints * LongestCodePoint) + 1, pinned: true);
        foreach (int character in form.AsSpan(0, CodePoints)) Length += new Rune(character).EncodeToUtf8(_bytes.AsSpan(Length));
        _bytes[Length] = 0;
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(form.AsSpan()));
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
