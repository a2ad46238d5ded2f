using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Keyway.Device.Terminal;

/// <summary>A PIN or a pass while it is needed; zeroed when it is disposed, and never part of a text.</summary>
internal sealed class Secret(char[] value) : IDisposable
{
    /// <summary>No secret, for a key that verifies its user itself.</summary>
    public static Secret None { get; } = new([]);

    public ReadOnlySpan<char> Value => value;

    public void Dispose() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(value.AsSpan()));

    public override string ToString() => nameof(Secret);
}
