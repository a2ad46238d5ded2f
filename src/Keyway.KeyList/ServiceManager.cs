using System.Net.Sockets;
using System.Text;

namespace Keyway.KeyList;

/// <summary>sd_notify(3), when a service manager started us.</summary>
internal static class ServiceManager
{
    public static void Tell(string state)
    {
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 1 } path)
            return;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.SendTo(Encoding.ASCII.GetBytes(state), new UnixDomainSocketEndPoint(path[0] == '@' ? '\0' + path[1..] : path));
    }
}
