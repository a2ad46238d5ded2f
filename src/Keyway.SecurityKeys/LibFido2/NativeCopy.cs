using System.Runtime.InteropServices;

namespace Keyway.SecurityKeys.LibFido2;

/// <summary>Copies what libfido2 points at.</summary>
internal static class NativeCopy
{
    public static byte[] Bytes(nint pointer, nuint length)
    {
        if (pointer == 0 || length == 0) return [];
        byte[] copy = new byte[checked((int)length)];
        Marshal.Copy(pointer, copy, 0, copy.Length);
        return copy;
    }

    public static string Text(nint pointer) => Marshal.PtrToStringUTF8(pointer) ?? "";

    public static string[] Texts(nint pointers, nuint count)
    {
        string[] texts = new string[checked((int)count)];
        for (int index = 0; index < texts.Length; index++) texts[index] = Text(Marshal.ReadIntPtr(pointers, index * nint.Size));
        return texts;
    }
}
