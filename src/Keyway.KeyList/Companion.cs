using System.Net;
using System.Net.Sockets;
using Keyway.Errors;
using Keyway.KeyList.Answering;
using Keyway.KeyList.Forwarding;
using Keyway.KeyList.Listening;
using Keyway.KeyList.Settings;

namespace Keyway.KeyList;

/// <summary>The companion KDC: listens at once and passes everything through; key lists come as soon as it has read the Kerberos server's keys.</summary>
internal sealed class Companion(CompanionSettings settings, OwnAccount account, ServiceLog log, TimeProvider time) : IDisposable
{
    // A rotation shows by a version that is not held; this is for a Kerberos server that was removed or made anew.
    private static readonly TimeSpan BetweenReadings = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly List<Socket> _sockets = [];
    private readonly HeldKeys _keys = new();

    /// <summary>Works until it is told to end; the refusal is why it could not begin.</summary>
    public async Task<Refusal?> RunAsync(CancellationToken cancellationToken)
    {
        var forwarder = new DomainForwarder(settings.DomainControllers, time);
        var errors = new KdcErrors(settings.Realm, time);
        var budget = new ClientBudget(settings.Limits, log, time);
        using var secrets = new DomainSecrets(settings, account, _keys, log, time);
        var desk = new KeyListDesk(settings.Realm, _keys, secrets, forwarder, errors, log, time);
        var datagrams = new DatagramAnswers(settings, _keys, desk, forwarder, errors);

        var work = new List<Func<CancellationToken, Task>>();
        foreach (var address in settings.Listen)
        {
            if (Bind(address, SocketType.Stream, DatagramAnswers.KdcPort, out var stream) is { } unbound
                || (unbound = Bind(address, SocketType.Dgram, DatagramAnswers.KdcPort, out var datagram)) is not null)
                return unbound;
            work.Add(new StreamDoor(stream, desk, forwarder, errors, budget, log).RunAsync);
            work.Add(new DatagramDoor(datagram, DatagramAnswers.MaximumRequest, budget, datagrams.KdcAsync, log).RunAsync);
            if (!settings.AnswerPings)
                continue;
            if (Bind(address, SocketType.Dgram, DatagramAnswers.PingPort, out var ping) is { } unheard)
                return unheard;
            work.Add(new DatagramDoor(ping, ActiveDirectory.Locator.NetlogonRelay.MaximumLength, budget, datagrams.PingAsync, log).RunAsync);
        }

        log.Write("started", ("domain", settings.Domain), ("listen", string.Join(", ", settings.Listen)), ("domainControllers", string.Join(", ", settings.DomainControllers)));
        ServiceManager.Tell("READY=1");
        work.Add(token => KeepKeysAsync(secrets, token));
        try
        {
            // The first that ends is a bug: none of them does before it is told to.
            await await Task.WhenAny(work.Select(part => Task.Run(() => part(cancellationToken), CancellationToken.None)));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            ServiceManager.Tell("STOPPING=1");
        }

        log.Write("stopped");
        return null;
    }

    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
        _keys.Dispose();
    }

    private async Task KeepKeysAsync(DomainSecrets secrets, CancellationToken cancellationToken)
    {
        for (var failures = 0; ;)
        {
            failures = await secrets.ReadKeysAsync(cancellationToken) is null ? 0 : failures + 1;
            var wait = failures == 0 ? BetweenReadings : TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, Math.Pow(2, Math.Min(failures, 10))));
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private Refusal? Bind(IPAddress address, SocketType type, int port, out Socket socket)
    {
        socket = new Socket(address.AddressFamily, type, type == SocketType.Stream ? ProtocolType.Tcp : ProtocolType.Udp);
        _sockets.Add(socket);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            if (type == SocketType.Stream)
                socket.Listen();
            return null;
        }
        catch (SocketException failure)
        {
            return new Refusal(Catalogue.KeyList.ListenFailed, $"{address} port {port}: {failure.Message}");
        }
    }
}
