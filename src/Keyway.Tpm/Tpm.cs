using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Tpm.Commands;
using Keyway.Tpm.Keys;
using Keyway.Tpm.Transport;

namespace Keyway.Tpm;

/// <summary>
/// A TPM 2.0, spoken to in its own commands. Any number of threads may use it. Each operation opens the device for itself, cleans up behind itself and closes it,
/// so that a TPM that was off in between, or that another program wants, is no matter.
/// </summary>
public sealed class Tpm : IDisposable
{
    /// <summary>A good TPM answers within a second; a queue of other programs may stand before us.</summary>
    private static readonly TimeSpan UsualLimit = TimeSpan.FromSeconds(20);

    /// <summary>Chips look for primes for up to a minute and more.</summary>
    private static readonly TimeSpan CreationLimit = TimeSpan.FromMinutes(3);

    private readonly TpmAddress _address;
    private readonly TimeProvider _time;
    private readonly TimeSpan _usualLimit;
    private readonly Lock _one = new();
    private TpmDescription? _description;
    private volatile bool _disposed;

    private Tpm(TpmAddress address, TimeProvider time, TimeSpan usualLimit)
    {
        _address = address;
        _time = time;
        _usualLimit = usualLimit;
    }

    /// <summary>Asks whether a TPM 2.0 is there and answers.</summary>
    public static Result<Tpm> Open(TpmAddress address) => Open(address, TimeProvider.System, UsualLimit, CancellationToken.None);

    /// <inheritdoc cref="Open(TpmAddress)"/>
    public static Result<Tpm> Open(TpmAddress address, CancellationToken cancellation) => Open(address, TimeProvider.System, UsualLimit, cancellation);

    internal static Result<Tpm> Open(TpmAddress address, TimeProvider time, TimeSpan usualLimit, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        var tpm = new Tpm(address, time, usualLimit);
        if (!tpm.Run(FixedProperties.Read, usualLimit, cancellation).TryGet(out var description, out var refusal))
            return refusal;
        tpm._description = description;
        return tpm;
    }

    /// <summary>What it said of itself when it was opened.</summary>
    public TpmDescription Describe() => _description!;

    /// <summary>Makes a key that never leaves this TPM. Nothing of it stays in the TPM: the blob is the key.</summary>
    public Result<TpmKeyBlob> CreateKey(TpmKeyKind kind, CancellationToken cancellation = default)
    {
        if (kind is not (TpmKeyKind.Signing or TpmKeyKind.Decryption))
            throw new ArgumentOutOfRangeException(nameof(kind));
        return Run(connection => KeyOperations.Create(connection, kind), CreationLimit, cancellation);
    }

    /// <summary>Opens a key for use, after the TPM has shown that it can load it; <see cref="Catalogue.Tpm.KeyOfAnotherTpm"/> when it is not this one's.</summary>
    /// <returns>A <see cref="TpmRsa"/>, of use as long as this object is.</returns>
    public Result<RSA> LoadKey(ReadOnlyMemory<byte> blob, CancellationToken cancellation = default)
    {
        if (!TpmKeyBlob.Parse(blob.Span).TryGet(out var key, out var refusal))
            return refusal;
        return Run(connection => KeyOperations.TryOut(connection, key) is { } unfit ? (Result<bool>)unfit : true, _usualLimit, cancellation).TryGet(out _, out refusal)
            ? new TpmRsa(this, key)
            : refusal;
    }

    public void Dispose() => _disposed = true;

    internal Result<byte[]> Sign(TpmKeyBlob key, byte[] digest) =>
        Run(connection => KeyOperations.Sign(connection, key, digest), _usualLimit, CancellationToken.None);

    internal Result<byte[]> Decrypt(TpmKeyBlob key, byte[] cipherText, int hash) =>
        Run(connection => KeyOperations.Decrypt(connection, key, cipherText, hash), _usualLimit, CancellationToken.None);

    internal Result<byte[]> OfHistory(Func<TpmConnection, Result<byte[]>> operation, CancellationToken cancellation) => Run(operation, _usualLimit, cancellation);

    /// <summary>One operation at a time: a TPM does no more, and has few slots.</summary>
    internal Result<T> Run<T>(Func<TpmConnection, Result<T>> operation, TimeSpan time, CancellationToken cancellation)
        where T : notnull
    {
        lock (_one)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var limit = new TimeLimit(_time, time, cancellation);
            var opened = _address.EndPoint is { } endPoint ? SocketTransport.Connect(endPoint, limit) : DeviceFileTransport.Open(_address.DevicePath!, _time, limit);
            if (!opened.TryGet(out var transport, out var refusal))
                return refusal;
            using var connection = new TpmConnection(transport, limit);
            return operation(connection);
        }
    }
}
