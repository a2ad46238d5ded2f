using System.Net;
using System.Net.Sockets;

namespace Keyway.Tests;

/// <summary>Ports of 127.0.0.1 for the servers that tests start.</summary>
internal static class FreePorts
{
    // Below those that the system gives away by itself: a client of another test program would take one between the look at it and the start of the server.
    private const int First = 12_000;
    private const int Last = 32_000;

    /// <summary>A port that stays free until its server listens, and while that one is down between two starts; the next one is free too, for the second listener that our server and a TPM have.</summary>
    public static int Pair()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            if (IsFree(port) && IsFree(port + 1))
                return port;
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
