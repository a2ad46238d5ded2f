using System.Runtime.InteropServices;

namespace Keyway.ActiveDirectory.Ldap.Native;

/// <summary><c>struct berval</c>: bytes with a length.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct BerValue
{
    public nuint Length;
    public byte* Bytes;

    /// <summary>A copy; a length that no array can have gives an empty one.</summary>
    public readonly byte[] ToArray() => Length > int.MaxValue ? [] : new ReadOnlySpan<byte>(Bytes, (int)Length).ToArray();
}
