using System.Runtime.InteropServices;

namespace Keyway.SecurityKeys.Nfc;

/// <summary>Whether libpcsclite is there to be called.</summary>
internal static class PcscLibrary
{
    public static bool IsInstalled { get; } = NativeLibrary.TryLoad(Pcsc.Library, out _);
}
