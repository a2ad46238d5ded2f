using System.Security.Cryptography;

namespace Keyway.Server.Tokens;

/// <summary>
/// The bytes of a secret that somebody sent, at one place in memory, which is zeroed in the end. The collector does not move them, so that it
/// leaves no copies; who reads them is kept apart from who zeroes them.
/// </summary>
internal sealed class HeldSecret : IDisposable
{
    private readonly Lock _lock = new();
    private readonly byte[] _bytes;
    private bool _gone;

    /// <param name="length">Bytes to come.</param>
    /// <param name="write">Fills them and says how many there are.</param>
    public HeldSecret(int length, Func<Span<byte>, int> write)
    {
        _bytes = GC.AllocateArray<byte>(length, pinned: true);
        Length = write(_bytes);
    }

    public int Length { get; }

    /// <summary>Lets a reader see the bytes, unless they are zeroed already.</summary>
    public bool TryRead<T>(Func<ReadOnlySpan<byte>, T> read, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T result)
    {
        lock (_lock)
        {
            result = _gone ? default : read(_bytes.AsSpan(0, Length));
            return !_gone;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            CryptographicOperations.ZeroMemory(_bytes);
            _gone = true;
        }
    }

    /// <summary>The name of the type only.</summary>
    public override string ToString() => nameof(HeldSecret);
}
