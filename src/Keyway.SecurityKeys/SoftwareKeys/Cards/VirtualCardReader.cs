using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Keyway.SecurityKeys.SoftwareKeys.Cards;

/// <summary>
/// A card reader made of code, for labs and tests: lays software keys as cards on the two slots of vsmartcard's driver (libifdvpcd) in a real
/// pcscd. The driver's protocol: 16 bits of length, big-endian; then a command, or one byte of control.
/// </summary>
/// <remarks>
/// The driver listens on every address that there is, so pcscd runs in a network namespace of its own, and what lays a card goes there.
/// It could connect instead, but 3.3 never does so twice.
/// </remarks>
/// <param name="serviceProcess">pcscd, in a network namespace whose loopback is up.</param>
public sealed partial class VirtualCardReader(int serviceProcess) : IDisposable
{
    /// <summary>The driver has this many, on ports next to each other.</summary>
    public const int Slots = 2;

    private const int FirstPort = 35963;
    private const int LongestMessage = 65535;
    private const int NetworkNamespace = 0x40000000;

    // IPPROTO_TCP and TCP_QUICKACK, tcp(7).
    private const int TcpLevel = 6;
    private const int QuickAcknowledgement = 12;

    // From the start of pcscd until its driver listens.
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(10);

    // A card that a test made may never end.
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly (Socket Connection, Thread Card)?[] _laid = new (Socket, Thread)?[Slots];

    private enum Control : byte
    {
        Off = 0,
        On = 1,
        Reset = 2,
        AnswerToReset = 4,
    }

    /// <summary>What pcscd's reader.conf says of this reader.</summary>
    /// <param name="name">Its name; pcscd adds two numbers, of which the second is the slot.</param>
    public static string Configuration(string name) => $"""
        FRIENDLYNAME "{name}"
        DEVICENAME /dev/null:{FirstPort}
        LIBPATH /usr/lib/pcsc/drivers/serial/libifdvpcd.so
        CHANNELID {FirstPort}

        """;

    /// <summary>Lays a software key on the reader; pcscd sees it within half a second. The caller goes on owning the key, which is plugged in nowhere else meanwhile.</summary>
    public void Lay(SoftwareKey key, int slot = 0) => Lay(new KeyCard(key.Authenticator, new KeyCardOptions()), slot);

    /// <summary>Takes away what lies there.</summary>
    public void Lift(int slot = 0)
    {
        (Socket Connection, Thread Card)? laid;
        lock (_gate)
        {
            laid = _laid[slot];
            _laid[slot] = null;
        }

        laid?.Connection.Dispose();

        // Whoever owns the key may dispose it next.
        laid?.Card.Join(EndPatience);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        for (int slot = 0; slot < Slots; slot++) Lift(slot);
    }

    internal void Lay(ICard card, int slot = 0)
    {
        Lift(slot);
        Socket? connection = null;
        Exception? failure = null;

        // The namespace is the thread's, so it is one that nobody uses afterwards.
        var visitor = new Thread(() =>
        {
            try
            {
                connection = Connect(slot);
            }
            catch (Exception notConnected)
            {
                failure = notConnected;
            }
        });
        visitor.Start();
        visitor.Join();
        if (connection is null) throw new InvalidOperationException("The card cannot be laid on the reader: is pcscd running?", failure);
        var serving = new Thread(() => Serve(connection, card)) { IsBackground = true, Name = "card on the virtual reader" };
        lock (_gate) _laid[slot] = (connection, serving);
        serving.Start();
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int EnterNamespace(SafeFileHandle descriptor, int kind);

    private static bool Receive(Socket connection, Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int received = connection.Receive(buffer);
            if (received == 0) return false;
            buffer = buffer[received..];
        }

        return true;
    }

    private static void Send(Socket connection, ReadOnlySpan<byte> message)
    {
        byte[] framed = new byte[2 + message.Length];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)message.Length);
        message.CopyTo(framed.AsSpan(2));
        for (int sent = 0; sent < framed.Length;) sent += connection.Send(framed.AsSpan(sent));
    }

    private static void Serve(Socket connection, ICard card)
    {
        Span<byte> length = stackalloc byte[2];
        byte[] message = new byte[LongestMessage];
        try
        {
            while (true)
            {
                // The driver sends length and command apart, the second when the first is acknowledged: Linux takes 40 ms for that, unless it is asked each time.
                connection.SetRawSocketOption(TcpLevel, QuickAcknowledgement, [1, 0, 0, 0]);
                if (!Receive(connection, length)) break;
                Span<byte> command = message.AsSpan(0, BinaryPrimitives.ReadUInt16BigEndian(length));
                if (!Receive(connection, command)) break;
                if (command.Length != 1)
                {
                    if (card.Answer(command) is not { } answer) break;
                    Send(connection, answer);
                }
                else if (command[0] == (byte)Control.AnswerToReset)
                {
                    Send(connection, card.AnswerToReset.Span);
                }
                else if (command[0] is (byte)Control.Off or (byte)Control.On or (byte)Control.Reset)
                {
                    card.Reset();
                }
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // Lifted, or pcscd ended.
        }

        connection.Dispose();
        card.Reset();
    }

    private Socket Connect(int slot)
    {
        using (SafeFileHandle there = File.OpenHandle($"/proc/{serviceProcess}/ns/net"))
        {
            if (EnterNamespace(there, NetworkNamespace) != 0) throw new Win32Exception();
        }

        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            var connection = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                connection.Connect(new IPEndPoint(IPAddress.Loopback, FirstPort + slot));
                return connection;
            }
            catch (SocketException) when (Stopwatch.GetElapsedTime(start) < StartPatience)
            {
                connection.Dispose();
                Thread.Sleep(Interval);
            }
        }
    }
}
