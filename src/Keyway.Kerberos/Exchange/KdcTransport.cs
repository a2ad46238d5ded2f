using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Keyway.Errors;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Exchange;

/// <summary>
/// Carries one request to the first key distribution center that answers (RFC 4120 7.2): small requests by UDP, the others, and those whose
/// answer did not fit or come, by TCP. Thread-safe.
/// </summary>
public sealed class KdcTransport(KdcTransportOptions options)
{
    private const int LargestDatagram = 65_535;
    private const int FirstPiece = 16 * 1024;

    public KdcTransport()
        : this(new KdcTransportOptions())
    {
    }

    /// <summary>Sends a request and returns the raw reply, which may be a KRB-ERROR.</summary>
    /// <param name="kdcs">Best first.</param>
    /// <param name="request">DER of an AS-REQ or TGS-REQ.</param>
    /// <returns>The reply, or <see cref="Catalogue.Kdc.Unreachable"/>, <see cref="Catalogue.Kdc.NoneKnown"/>.</returns>
    public async Task<Result<byte[]>> SendAsync(IReadOnlyList<KdcEndpoint> kdcs, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        if (kdcs.Count == 0)
            return Catalogue.Kdc.NoneKnown;

        byte[]? busy = null;
        var failures = new List<string>();
        for (var round = 0; round <= options.Retries; round++)
        {
            foreach (var kdc in kdcs)
            {
                var reply = await SendAsync(kdc, request, failures, cancellationToken);
                if (reply is null)
                    continue;
                if (!IsError(reply, KdcErrorCode.ServiceUnavailable))
                    return reply;
                busy = reply;
            }
        }

        return busy is null ? new Refusal(Catalogue.Kdc.Unreachable, string.Join("; ", failures.Distinct())) : busy;
    }

    private static bool IsError(byte[] reply, KdcErrorCode code) =>
        KrbError.Looks(reply) && KrbError.Parse(reply) is { Succeeded: true } error && error.Value.Code == (int)code;

    private async Task<byte[]?> SendAsync(KdcEndpoint kdc, ReadOnlyMemory<byte> request, List<string> failures, CancellationToken cancellationToken)
    {
        foreach (var address in await ResolveAsync(kdc, failures, cancellationToken))
        {
            var endpoint = new IPEndPoint(address, kdc.Port);
            if (request.Length <= options.UdpPreferenceLimit)
            {
                var answer = await TryAsync(kdc, "UDP", options.UdpTimeout, failures, token => DatagramAsync(endpoint, request, token), cancellationToken);
                if (answer is not null && !IsError(answer, KdcErrorCode.ResponseTooBig))
                    return answer;
            }

            if (await StreamAsync(kdc, endpoint, request, failures, cancellationToken) is { } reply)
                return reply;
        }

        return null;
    }

    private async Task<IPAddress[]> ResolveAsync(KdcEndpoint kdc, List<string> failures, CancellationToken cancellationToken)
    {
        if (kdc.Address is not null)
            return [kdc.Address];
        return await TryAsync(kdc, "DNS", options.ConnectTimeout, failures, token => Dns.GetHostAddressesAsync(kdc.Host, token), cancellationToken) ?? [];
    }

    private async Task<byte[]?> StreamAsync(KdcEndpoint kdc, IPEndPoint endpoint, ReadOnlyMemory<byte> request, List<string> failures, CancellationToken cancellationToken)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var connected = await TryAsync(kdc, "connecting", options.ConnectTimeout, failures, async token =>
        {
            await socket.ConnectAsync(endpoint, token);
            return socket;
        }, cancellationToken);
        return connected is null ? null : await TryAsync(kdc, "TCP", options.ReplyTimeout, failures, token => ConverseAsync(socket, request, token), cancellationToken);
    }

    private static async Task<byte[]> DatagramAsync(IPEndPoint endpoint, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        // Connected, so that the kernel drops what other hosts send and tells at once when nobody listens.
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(endpoint, cancellationToken);
        await socket.SendAsync(request, cancellationToken);
        var buffer = new byte[LargestDatagram];
        var length = await socket.ReceiveAsync(buffer, cancellationToken);
        return buffer[..length];
    }

    /// <summary>One request and its answer over TCP, each behind its length in four bytes (RFC 4120 7.2.2).</summary>
    internal static async Task<byte[]> ConverseAsync(Socket socket, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        var framed = new byte[4 + request.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed, request.Length);
        request.CopyTo(framed.AsMemory(4));
        await stream.WriteAsync(framed, cancellationToken);

        var header = new byte[4];
        await stream.ReadExactlyAsync(header, cancellationToken);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header);
        if (length > KerberosDer.MaximumLength)
            throw new InvalidDataException($"it announces {length} bytes");

        // The buffer grows with what arrives, not with what is announced.
        var reply = new byte[Math.Min((int)length, FirstPiece)];
        for (var filled = 0; ;)
        {
            await stream.ReadExactlyAsync(reply.AsMemory(filled), cancellationToken);
            filled = reply.Length;
            if (filled == (int)length)
                return reply;
            Array.Resize(ref reply, Math.Min((int)length, 2 * filled));
        }
    }

    private static async Task<T?> TryAsync<T>(
        KdcEndpoint kdc, string step, TimeSpan limit, List<string> failures, Func<CancellationToken, Task<T>> action, CancellationToken cancellationToken)
        where T : class
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        try
        {
            return await action(timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            failures.Add($"{kdc} {step}: no answer in {limit.TotalSeconds:0.#} s");
        }
        catch (Exception exception) when (exception is SocketException or IOException or InvalidDataException)
        {
            failures.Add($"{kdc} {step}: {exception.Message}");
        }

        return null;
    }
}
