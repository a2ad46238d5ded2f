using System.Runtime.InteropServices;

namespace Keyway.SecurityKeys.LibFido2;

/// <summary>Whether libfido2 is there to be called.</summary>
internal static class FidoLibrary
{
    public static bool IsInstalled { get; } = NativeLibrary.TryLoad(Fido.Library, out _);
}
