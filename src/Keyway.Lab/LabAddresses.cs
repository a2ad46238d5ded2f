using System.Net;
using System.Net.Sockets;
using Keyway.Lab.Components;

namespace Keyway.Lab;

/// <summary>Picks loopback addresses and a port that nobody uses, so that labs of several checkouts run side by side.</summary>
internal static class LabAddresses
{
    private const int PreferredServerPort = 8443;

    /// <summary>The first three octets of a free 127.x.y.0/24: the hosts of its domain controllers and of its web site have their ports free.</summary>
    public static string FindSubnet(string folder)
    {
        var start = unchecked((uint)StringComparer.Ordinal.GetHashCode(folder)) % 10_000;
        for (var attempt = 0u; attempt < 200; attempt++)
        {
            var number = (start + attempt) % 10_000;
            var subnet = $"127.{100 + (number / 250)}.{1 + (number % 250)}";
            if (IsFree(subnet + ".10", 389) && IsFree(subnet + ".10", 53) && IsFree(subnet + ".11", 88) && IsFree(subnet + ".20", 80) && IsFree(subnet + ".30", 389) && IsFree(subnet + ".40", SoftwareTpm.Port))
                return subnet;
        }

        throw new LabException("addresses", "No free loopback network was found in 200 attempts.", null);
    }

    /// <summary>A port of localhost for the identity server; the one behind it is free too, for devices that show a certificate.</summary>
    public static int FindServerPort()
    {
        for (var port = PreferredServerPort; port < PreferredServerPort + 200; port += 2)
        {
            if (IsFree("127.0.0.1", port) && IsFree("127.0.0.1", port + 1))
                return port;
        }

        throw new LabException("addresses", $"No free port was found from {PreferredServerPort} on.", null);
    }

    private static bool IsFree(string address, int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
