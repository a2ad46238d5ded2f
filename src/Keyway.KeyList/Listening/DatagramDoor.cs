using System.Net;
using System.Net.Sockets;
using Keyway.Errors;

namespace Keyway.KeyList.Listening;

/// <summary>A UDP port: each datagram has at most one answer.</summary>
/// <param name="socket">Bound.</param>
/// <param name="maximum">Bytes; longer datagrams are dropped.</param>
/// <param name="answer">Null for what is not answered.</param>
internal sealed class DatagramDoor(Socket socket, int maximum, ClientBudget budget, Func<ReadOnlyMemory<byte>, IPAddress, CancellationToken, Task<byte[]?>> answer, ServiceLog log)
{
    private const int MostAtOnce = 256;

    private int _working;

    /// <summary>Answers until it is told to end.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // One byte more, so that what is too long is seen as that.
        var buffer = new byte[maximum + 1];
        EndPoint anyone = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        while (true)
        {
            try
            {
                var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, anyone, cancellationToken);

                // What is too much is dropped, as the network itself would; clients ask again.
                if (received.RemoteEndPoint is IPEndPoint client && received.ReceivedBytes > 0 && received.ReceivedBytes <= maximum && budget.Ask(client.Address)
                    && Volatile.Read(ref _working) < MostAtOnce)
                    _ = AnswerAsync(buffer[..received.ReceivedBytes], client, cancellationToken);
            }
            catch (SocketException)
            {
                // A datagram of before was refused by its receiver, or this one was too long.
            }
        }
    }

    private async Task AnswerAsync(byte[] datagram, IPEndPoint client, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _working);
        try
        {
            if (await answer(datagram, client.Address, cancellationToken) is { } reply)
                await socket.SendToAsync(reply, SocketFlags.None, client, cancellationToken);
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client asks again.
        }
        catch (Exception failure)
        {
            // A bug: this datagram has no answer, the others go on.
            log.Refused("broken", new Refusal(Catalogue.KeyList.Broken, failure.GetType().Name));
        }
        finally
        {
            Interlocked.Decrement(ref _working);
        }
    }
}
