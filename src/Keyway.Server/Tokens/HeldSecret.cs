using System.Security.Cryptography;
using System.Text;

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

    /// <summary>A secret that came as text, and so was copied before it came here.</summary>
    public static HeldSecret Of(string text) => new(Encoding.UTF8.GetMaxByteCount(text.Length), bytes => Encoding.UTF8.GetBytes(text, bytes));

    /// <summary>Lets a reader see the bytes, unless they are zeroed already.</summary>
    public bool TryRead<T>(Func<ReadOnlySpan<byte>, T> read, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T result)
    {
        lock (_lock)
        {
            result = _gone ? default : read(_bytes.AsSpan(0, Length));
            return !_gone;
        }
    }

    /// <summary>True when both hold the same; false when either is zeroed.</summary>
    public bool HasSameBytes(HeldSecret other)
    {
        lock (_lock)
        {
            lock (other._lock)
                return !_gone && !other._gone && CryptographicOperations.FixedTimeEquals(_bytes.AsSpan(0, Length), other._bytes.AsSpan(0, other.Length));
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
