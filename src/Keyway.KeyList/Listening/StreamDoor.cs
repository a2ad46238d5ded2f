using System.Net;
using System.Net.Sockets;
using Keyway.Errors;
using Keyway.KeyList.Answering;
using Keyway.KeyList.Forwarding;

namespace Keyway.KeyList.Listening;

/// <summary>The KDC's TCP port.</summary>
internal sealed class StreamDoor(Socket listener, KeyListDesk desk, DomainForwarder forwarder, KdcErrors errors, ClientBudget budget, ServiceLog log)
{
    // Clients keep a connection for a further request, but not for long.
    private static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Accepts until it is told to end.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Socket connection;
            try
            {
                connection = await listener.AcceptAsync(cancellationToken);
            }
            catch (SocketException)
            {
                // A client that was gone again, or no descriptor left.
                await Task.Delay(Pause, cancellationToken);
                continue;
            }

            _ = ServeAsync(connection, cancellationToken);
        }
    }

    private async Task ServeAsync(Socket connection, CancellationToken cancellationToken)
    {
        using var held = connection;
        if (connection.RemoteEndPoint is not IPEndPoint { Address: var client } || !budget.Connect(client))
            return;
        try
        {
            connection.NoDelay = true;
            await using var stream = new NetworkStream(connection, ownsSocket: false);
            while (await AnswerAsync(stream, client, cancellationToken))
            {
                // The next request of the same connection.
            }
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException)
        {
            // A client that went away, or was too slow.
        }
        catch (Exception failure)
        {
            // A bug: this connection ends, the others go on.
            log.Refused("broken", new Refusal(Catalogue.KeyList.Broken, failure.GetType().Name));
        }
        finally
        {
            budget.Disconnect(client);
        }
    }

    private async Task<bool> AnswerAsync(NetworkStream stream, IPAddress client, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(IdleLimit);
        byte[]? message;
        try
        {
            message = await MessageFrame.ReadAsync(stream, limit.Token);
        }
        catch (InvalidDataException)
        {
            await MessageFrame.WriteAsync(stream, errors.TooLong(), limit.Token);
            return false;
        }

        // The domain controllers have limits of their own.
        limit.CancelAfter(Timeout.InfiniteTimeSpan);
        if (message is null || !budget.Ask(client))
            return false;
        var answer = desk.Recognise(message) is { } request
            ? await desk.AnswerAsync(request, message, client.ToString(), cancellationToken)
            : await forwarder.StreamAsync(message, cancellationToken);
        limit.CancelAfter(IdleLimit);
        await MessageFrame.WriteAsync(stream, answer ?? errors.Unavailable(), limit.Token);
        return answer is not null;
    }
}
