using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Keyway.ActiveDirectory.Dns;

namespace Keyway.ActiveDirectory.Tests;

/// <summary>A name server on loopback, UDP and TCP on one port, with the records that a test gives it.</summary>
internal sealed class FakeNameServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Socket _tcp = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Dictionary<(string Name, DnsRecordType Type), List<byte[]>> _records = [];
    private readonly List<Task> _loops = [];

    public FakeNameServer()
    {
        _tcp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        EndPoint = (IPEndPoint)_tcp.LocalEndPoint!;
        _udp.Bind(EndPoint);
        _tcp.Listen();
        _loops.Add(ServeUdpAsync());
        _loops.Add(ServeTcpAsync());
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>Over UDP it says "truncated" and no more.</summary>
    public bool Truncates { get; set; }

    /// <summary>Before each right answer over UDP it sends one with a wrong id.</summary>
    public bool IsImitated { get; set; }

    public int ResponseCode { get; set; }

    public int AskedOverTcp { get; private set; }

    public FakeNameServer Service(string name, string target, int priority = 0)
    {
        byte[] data = [(byte)(priority >> 8), (byte)(priority & 0xFF), 0, 0, 1, 133, .. Encode(target)];
        return Add(name, DnsRecordType.Srv, data);
    }

    public FakeNameServer Address(string name, string address) => Add(name, DnsRecordType.A, IPAddress.Parse(address).GetAddressBytes());

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_loops);
        _udp.Dispose();
        _tcp.Dispose();
        _stop.Dispose();
    }

    private static byte[] Encode(string name) => [.. name.Split('.').SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0];

    private FakeNameServer Add(string name, DnsRecordType type, byte[] data)
    {
        if (!_records.TryGetValue((name, type), out var list))
            _records[(name, type)] = list = [];
        list.Add(data);
        return this;
    }

    private byte[] Answer(ReadOnlySpan<byte> question, bool truncated)
    {
        var offset = 12;
        Assert.True(CompressedName.TryRead(question, ref offset, out var name));
        var type = (DnsRecordType)BinaryPrimitives.ReadUInt16BigEndian(question[offset..]);
        var records = truncated || ResponseCode != 0 ? [] : _records.GetValueOrDefault((name, type), []);
        var message = new List<byte>(question.ToArray());
        message[2] = (byte)(0x85 | (truncated ? 0x02 : 0));
        message[3] = (byte)(0x80 | ResponseCode);
        message[7] = (byte)records.Count;
        foreach (var data in records)
            message.AddRange([0xC0, 12, 0, (byte)type, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)(data.Length & 0xFF), .. data]);
        return [.. message];
    }

    private async Task ServeUdpAsync()
    {
        var datagram = new byte[512];
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var received = await _udp.ReceiveFromAsync(datagram, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                var answer = Answer(datagram.AsSpan(0, received.ReceivedBytes), Truncates);
                if (IsImitated)
                    await _udp.SendToAsync((byte[])[(byte)(answer[0] ^ 1), .. answer[1..]], received.RemoteEndPoint, _stop.Token);
                await _udp.SendToAsync(answer, received.RemoteEndPoint, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ServeTcpAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _tcp.AcceptAsync(_stop.Token);
                AskedOverTcp++;
                await using var stream = new NetworkStream(client);
                var length = new byte[2];
                await stream.ReadExactlyAsync(length, _stop.Token);
                var question = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                await stream.ReadExactlyAsync(question, _stop.Token);
                var answer = Answer(question, false);
                await stream.WriteAsync((byte[])[(byte)(answer.Length >> 8), (byte)(answer.Length & 0xFF), .. answer], _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
