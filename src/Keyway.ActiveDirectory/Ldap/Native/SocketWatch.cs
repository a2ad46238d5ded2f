using System.Net.Sockets;

namespace Keyway.ActiveDirectory.Ldap.Native;

/// <summary>Shuts a socket down when the time is over or the caller gave up, so that a library that blocks in it comes back.</summary>
internal sealed class SocketWatch : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenRegistration _registration;

    public SocketWatch(Socket socket, TimeSpan limit, CancellationToken cancellationToken)
    {
        _timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _timer.CancelAfter(limit);
        _registration = _timer.Token.Register(() => Cut(socket));
    }

    public void Dispose()
    {
        _registration.Dispose();
        _timer.Dispose();
    }

    private static void Cut(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // It is cut already.
        }
    }
}
