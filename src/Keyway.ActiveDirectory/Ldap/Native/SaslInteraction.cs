using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Keyway.ActiveDirectory.Ldap.Native;

/// <summary><c>sasl_interact_t</c>: a question of a SASL mechanism.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SaslInteraction
{
    public nuint Id;
    public byte* Challenge;
    public byte* Prompt;
    public byte* Default;
    public byte* Result;
    public uint Length;

    /// <summary>An empty C string that lives as long as the program.</summary>
    public static byte* Nothing => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference("\0"u8));
}
