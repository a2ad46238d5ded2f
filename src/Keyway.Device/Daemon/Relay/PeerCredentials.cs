using System.Buffers.Binary;
using System.Net.Sockets;

namespace Keyway.Device.Daemon.Relay;

/// <summary>Who is at the other end of a local socket, as the kernel says (SO_PEERCRED, unix(7)).</summary>
/// <param name="ProcessId">Who connected.</param>
/// <param name="UserId">As whom.</param>
internal readonly record struct PeerCredentials(int ProcessId, uint UserId)
{
    private const int SolSocket = 1;
    private const int SoPeerCred = 17;

    public static PeerCredentials Of(Socket socket)
    {
        Span<byte> credentials = stackalloc byte[12];
        var length = socket.GetRawSocketOption(SolSocket, SoPeerCred, credentials);
        return length == credentials.Length
            ? new PeerCredentials(BinaryPrimitives.ReadInt32LittleEndian(credentials), BinaryPrimitives.ReadUInt32LittleEndian(credentials[4..]))
            : throw new SocketException((int)SocketError.ProtocolOption);
    }
}
