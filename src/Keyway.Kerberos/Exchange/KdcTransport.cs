using Keyway.Errors;

namespace Keyway.Kerberos.Exchange;

/// <summary>Carries one request to the first key distribution center that answers. Thread-safe.</summary>
public sealed class KdcTransport(KdcTransportOptions options)
{
    public KdcTransport()
        : this(new KdcTransportOptions())
    {
    }

    /// <summary>Sends a request and returns the raw reply.</summary>
    public Task<Result<byte[]>> SendAsync(IReadOnlyList<KdcEndpoint> kdcs, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        _ = options;
        throw new NotImplementedException();
    }
}
