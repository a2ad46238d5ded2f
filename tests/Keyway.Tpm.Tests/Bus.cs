using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Keyway.Tpm.Tests;

/// <summary>What sits between processor and TPM: hears every command and answer, and may change or replace an answer.</summary>
internal sealed class Bus : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _tpmPort;
    private readonly Func<byte[], Func<byte[]>, byte[]?> _answer;

    /// <param name="tpmPort">The TPM behind it, or 0 when there is none.</param>
    /// <param name="answer">Makes the answer to a command, from the TPM's own if it wants it; null hangs up.</param>
    public Bus(int tpmPort, Func<byte[], Func<byte[]>, byte[]?> answer)
    {
        _tpmPort = tpmPort;
        _answer = answer;
        _listener.Start();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    /// <summary>All that was heard, in order.</summary>
    public ConcurrentQueue<byte[]> Heard { get; } = new();

    public TpmAddress Address => TpmAddress.Parse(_listener.LocalEndpoint.ToString()!).Value;

    public static uint Code(byte[] message) => BinaryPrimitives.ReadUInt32BigEndian(message.AsSpan(6));

    /// <summary>An answer without parameters.</summary>
    public static byte[] Failure(uint code)
    {
        byte[] answer = [0x80, 0x01, 0, 0, 0, 10, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(6), code);
        return answer;
    }

    public void Dispose() => _listener.Dispose();

    private static byte[] ReadMessage(NetworkStream stream)
    {
        var header = new byte[10];
        stream.ReadExactly(header);
        var message = new byte[BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(2))];
        header.CopyTo(message, 0);
        stream.ReadExactly(message.AsSpan(10));
        return message;
    }

    private void Accept()
    {
        try
        {
            while (true)
                Serve(_listener.AcceptTcpClient());
        }
        catch (Exception over) when (over is SocketException or InvalidOperationException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private void Serve(TcpClient accepted)
    {
        using var client = accepted;
        using var tpm = new TcpClient();
        try
        {
            if (_tpmPort != 0)
                tpm.Connect(IPAddress.Loopback, _tpmPort);
            var stream = client.GetStream();
            while (true)
            {
                var command = ReadMessage(stream);
                Heard.Enqueue(command);
                var answer = _answer(command, () => Forward(tpm, command));
                if (answer is null)
                    return;
                Heard.Enqueue(answer);
                stream.Write(answer);
            }
        }
        catch (IOException)
        {
            // The caller hung up.
        }
    }

    private static byte[] Forward(TcpClient tpm, byte[] command)
    {
        tpm.GetStream().Write(command);
        return ReadMessage(tpm.GetStream());
    }
}
