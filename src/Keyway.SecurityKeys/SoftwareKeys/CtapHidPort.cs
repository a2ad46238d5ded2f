using System.Buffers.Binary;
using System.Diagnostics;
using Keyway.SecurityKeys.LibFido2;

namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>
/// The USB side of a software key: 64-byte reports in and out, channels, messages in fragments, keep-alives, cancel (CTAP 2.1, 11.2).
/// Reports may be written and read from different threads; a command runs on the writer's thread, or on one of its own when it waits for a person.
/// </summary>
internal sealed class CtapHidPort : IReportPort, IDisposable
{
    public const int ReportLength = 64;

    /// <summary>One packet of 57 bytes and 128 of 59.</summary>
    public const int LongestMessage = 57 + (128 * 59);

    private const uint Broadcast = 0xFFFFFFFF;
    private const byte InitializationPacket = 0x80;
    private const int InitializationHeader = 7;
    private const int ContinuationHeader = 5;
    private const byte WaitingForTouch = 2;
    private const byte Processing = 1;

    // Two of the longest answers: a host that writes and never reads gets no more memory than that.
    private const int MostWaitingReports = 2 * 129;
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromMilliseconds(100);

    // A host that stops in the middle of a message may not block the others (CTAP 2.1, 11.2.5.1).
    private static readonly TimeSpan FragmentPatience = TimeSpan.FromMilliseconds(500);

    private readonly Authenticator _authenticator;
    private readonly bool _takesTime;
    private readonly TimeProvider _time;
    private readonly Lock _oneCommand = new();
    private readonly object _gate = new();
    private readonly Queue<byte[]> _outgoing = new();
    private uint _lastChannel;
    private Incoming? _incoming;
    private Running? _running;
    private bool _attached;
    private bool _closed;

    public CtapHidPort(Authenticator authenticator, bool takesTime, TimeProvider time)
    {
        _authenticator = authenticator;
        _takesTime = takesTime;
        _time = time;
    }

    /// <summary>Plugs the key into one host; false when it is plugged into another, as answers can only be read once.</summary>
    public bool TryAttach()
    {
        lock (_gate)
        {
            if (_attached || _closed) return false;
            _attached = true;
            _outgoing.Clear();
            return true;
        }
    }

    /// <summary>Lets the next host have the key.</summary>
    public void Detach()
    {
        lock (_gate)
        {
            _attached = false;
            _incoming = null;
            _running?.Cancellation.Cancel();
            _running = null;
        }
    }

    /// <summary>Takes one report of the host; false when the key is gone or the host does not read its answers.</summary>
    public bool Write(ReadOnlySpan<byte> report)
    {
        if (report.Length != ReportLength) return false;
        Running? started = null;
        lock (_gate)
        {
            if (_closed || _outgoing.Count >= MostWaitingReports) return false;
            uint channel = BinaryPrimitives.ReadUInt32BigEndian(report);
            if ((report[4] & InitializationPacket) != 0) started = Begin(channel, report);
            else started = Continue(channel, report);
        }

        if (started is null) return true;
        if (_takesTime) new Thread(() => Execute(started)) { IsBackground = true, Name = "software key" }.Start();
        else Execute(started);
        return true;
    }

    /// <summary>Gives one report to the host, waiting for it; false when none came in time or the key is gone.</summary>
    /// <param name="report">64 bytes.</param>
    /// <param name="patience">How long to wait, or null for as long as it takes.</param>
    public bool Read(Span<byte> report, TimeSpan? patience)
    {
        // Monitor waits by the machine's clock, so it is measured by that.
        long start = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            while (!_closed)
            {
                if (_outgoing.TryDequeue(out byte[]? next))
                {
                    next.CopyTo(report);
                    return true;
                }

                TimeSpan? left = patience - Stopwatch.GetElapsedTime(start);
                if (left <= TimeSpan.Zero) return false;
                bool woken = _running is null
                    ? Monitor.Wait(_gate, left ?? Timeout.InfiniteTimeSpan)
                    : Monitor.Wait(_gate, left < KeepAliveInterval ? left.Value : KeepAliveInterval);
                if (!woken && _running is { } running) Send(running.Channel, CtapHidCommand.KeepAlive, [running.WaitsForTouch ? WaitingForTouch : Processing]);
            }
        }

        return false;
    }

    /// <summary>Pulls the key out: readers wake, a running command is cancelled and awaited.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _running?.Cancellation.Cancel();
            Monitor.PulseAll(_gate);
        }

        // Whoever disposes the authenticator next must not pull it from under a command.
        lock (_oneCommand) _running = null;
    }

    private Running? Begin(uint channel, ReadOnlySpan<byte> report)
    {
        var command = (CtapHidCommand)(report[4] & ~InitializationPacket);
        int length = BinaryPrimitives.ReadUInt16BigEndian(report[5..]);
        if (command == CtapHidCommand.Init)
        {
            Initialise(channel, length, report[InitializationHeader..]);
            return null;
        }

        if (channel == 0 || channel > _lastChannel)
        {
            Fail(channel, CtapHidError.InvalidChannel);
            return null;
        }

        if (command == CtapHidCommand.Cancel)
        {
            if (_running?.Channel == channel) _running.Cancellation.Cancel();
            return null;
        }

        if (_incoming is { } abandoned && abandoned.Channel != channel && _time.GetElapsedTime(abandoned.LastReport) > FragmentPatience) _incoming = null;
        if (_incoming?.Channel == channel)
        {
            _incoming = null;
            Fail(channel, CtapHidError.InvalidSequence);
            return null;
        }

        if (_incoming is not null || _running is not null)
        {
            Fail(channel, CtapHidError.ChannelBusy);
            return null;
        }

        if (command is not (CtapHidCommand.Ping or CtapHidCommand.Cbor))
        {
            Fail(channel, CtapHidError.InvalidCommand);
            return null;
        }

        if (length > LongestMessage)
        {
            Fail(channel, CtapHidError.InvalidLength);
            return null;
        }

        _incoming = new Incoming(channel, command, length);
        return Add(report[InitializationHeader..]);
    }

    private Running? Continue(uint channel, ReadOnlySpan<byte> report)
    {
        // Continuations of nothing are ignored (CTAP 2.1, 11.2.5.4).
        if (_incoming?.Channel != channel) return null;
        if (report[4] == _incoming.NextSequence)
        {
            _incoming.NextSequence++;
            return Add(report[ContinuationHeader..]);
        }

        _incoming = null;
        Fail(channel, CtapHidError.InvalidSequence);
        return null;
    }

    private Running? Add(ReadOnlySpan<byte> fragment)
    {
        Incoming incoming = _incoming!;
        incoming.LastReport = _time.GetTimestamp();
        int take = Math.Min(fragment.Length, incoming.Message.Length - incoming.Received);
        fragment[..take].CopyTo(incoming.Message.AsSpan(incoming.Received));
        incoming.Received += take;
        if (incoming.Received < incoming.Message.Length) return null;
        _incoming = null;
        if (incoming.Command == CtapHidCommand.Ping)
        {
            Send(incoming.Channel, CtapHidCommand.Ping, incoming.Message);
            return null;
        }

        return _running = new Running(incoming.Channel, incoming.Message);
    }

    private void Execute(Running running)
    {
        byte[] reply;
        lock (_oneCommand)
        {
            var context = new CommandContext(running.Channel, () => WaitForTouch(running), running.Cancellation.Token);
            try
            {
                reply = _authenticator.Execute(running.Message, context);
            }
            catch (Exception) when (_takesTime)
            {
                // The prompt is foreign code on a thread of ours: its failure must not end the process, and the host waits for an answer.
                reply = [(byte)CtapStatus.Other];
            }
        }

        lock (_gate)
        {
            // A host that began anew meanwhile does not expect the answer.
            if (_running != running) return;
            _running = null;
            Send(running.Channel, CtapHidCommand.Cbor, reply);
        }
    }

    private void WaitForTouch(Running running)
    {
        lock (_gate)
        {
            running.WaitsForTouch = true;
            if (_running == running) Send(running.Channel, CtapHidCommand.KeepAlive, [WaitingForTouch]);
        }
    }

    private void Initialise(uint channel, int length, ReadOnlySpan<byte> payload)
    {
        const int NonceLength = 8;
        if (length != NonceLength)
        {
            Fail(channel, CtapHidError.InvalidLength);
            return;
        }

        uint given = channel;
        if (channel == Broadcast)
        {
            if (_lastChannel == Broadcast - 1)
            {
                Fail(channel, CtapHidError.ChannelBusy);
                return;
            }

            given = ++_lastChannel;
        }
        else if (channel == 0 || channel > _lastChannel)
        {
            Fail(channel, CtapHidError.InvalidChannel);
            return;
        }
        else
        {
            if (_incoming?.Channel == channel) _incoming = null;
            if (_running?.Channel == channel)
            {
                _running.Cancellation.Cancel();
                _running = null;
            }
        }

        Span<byte> reply = stackalloc byte[17];
        payload[..NonceLength].CopyTo(reply);
        BinaryPrimitives.WriteUInt32BigEndian(reply[8..], given);
        reply[12] = 2;
        reply[13] = 1;

        // Capabilities: CTAPHID_CBOR, and no CTAPHID_MSG (U2F).
        reply[16] = 0x04 | 0x08;
        Send(channel, CtapHidCommand.Init, reply);
    }

    private void Fail(uint channel, CtapHidError error) => Send(channel, CtapHidCommand.Error, [(byte)error]);

    private void Send(uint channel, CtapHidCommand command, ReadOnlySpan<byte> message)
    {
        byte[] report = new byte[ReportLength];
        BinaryPrimitives.WriteUInt32BigEndian(report, channel);
        report[4] = (byte)(InitializationPacket | (byte)command);
        BinaryPrimitives.WriteUInt16BigEndian(report.AsSpan(5), (ushort)message.Length);
        int taken = Math.Min(message.Length, ReportLength - InitializationHeader);
        message[..taken].CopyTo(report.AsSpan(InitializationHeader));
        _outgoing.Enqueue(report);
        for (byte sequence = 0; taken < message.Length; sequence++)
        {
            message = message[taken..];
            report = new byte[ReportLength];
            BinaryPrimitives.WriteUInt32BigEndian(report, channel);
            report[4] = sequence;
            taken = Math.Min(message.Length, ReportLength - ContinuationHeader);
            message[..taken].CopyTo(report.AsSpan(ContinuationHeader));
            _outgoing.Enqueue(report);
        }

        Monitor.PulseAll(_gate);
    }

    /// <summary>A message of which fragments are missing.</summary>
    private sealed class Incoming(uint channel, CtapHidCommand command, int length)
    {
        public uint Channel => channel;

        public CtapHidCommand Command => command;

        public byte[] Message { get; } = new byte[length];

        public int Received { get; set; }

        public byte NextSequence { get; set; }

        public long LastReport { get; set; }
    }

    /// <summary>A command that has not been answered.</summary>
    private sealed class Running(uint channel, byte[] message)
    {
        public uint Channel => channel;

        public byte[] Message => message;

        public CancellationTokenSource Cancellation { get; } = new();

        public bool WaitsForTouch { get; set; }
    }
}
