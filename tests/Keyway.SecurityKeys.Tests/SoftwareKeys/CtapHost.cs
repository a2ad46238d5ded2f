using System.Buffers.Binary;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests.SoftwareKeys;

/// <summary>
/// A host that speaks CTAP with a software key report by report, also what libfido2 never says. Its side of the PIN protocols is written
/// against the specification, apart from the key's.
/// </summary>
internal sealed class CtapHost
{
    private readonly CtapHidPort _port;

    public CtapHost(CtapHidPort port)
    {
        _port = port;
        byte[] nonce = RandomNumberGenerator.GetBytes(8);
        Send(0xFFFFFFFF, 0x06, nonce);
        (uint channel, byte command, byte[] reply) = Receive();
        Assert.Equal((0xFFFFFFFF, (byte)0x06), (channel, command));
        Assert.Equal(nonce, reply[..8]);
        Channel = BinaryPrimitives.ReadUInt32BigEndian(reply.AsSpan(8));
    }

    public uint Channel { get; }

    /// <summary>The last status bytes of keep-alives.</summary>
    public List<byte> KeepAlives { get; } = [];

    public void Send(uint channel, byte command, ReadOnlySpan<byte> message, int? claimedLength = null)
    {
        foreach (byte[] report in Reports(channel, command, message, claimedLength)) Assert.True(_port.Write(report));
    }

    public bool SendReport(ReadOnlySpan<byte> report) => _port.Write(report);

    public static IEnumerable<byte[]> Reports(uint channel, byte command, ReadOnlySpan<byte> message, int? claimedLength = null)
    {
        List<byte[]> reports = [];
        byte[] report = new byte[64];
        BinaryPrimitives.WriteUInt32BigEndian(report, channel);
        report[4] = (byte)(0x80 | command);
        BinaryPrimitives.WriteUInt16BigEndian(report.AsSpan(5), (ushort)(claimedLength ?? message.Length));
        int taken = Math.Min(57, message.Length);
        message[..taken].CopyTo(report.AsSpan(7));
        reports.Add(report);
        for (byte sequence = 0; (message = message[taken..]).Length > 0; sequence++)
        {
            report = new byte[64];
            BinaryPrimitives.WriteUInt32BigEndian(report, channel);
            report[4] = sequence;
            taken = Math.Min(59, message.Length);
            message[..taken].CopyTo(report.AsSpan(5));
            reports.Add(report);
        }

        return reports;
    }

    public (uint Channel, byte Command, byte[] Message) Receive()
    {
        byte[] report = new byte[64];
        do
        {
            Assert.True(_port.Read(report, TimeSpan.FromSeconds(20)), "The key is silent.");
            if (report[4] == 0xBB) KeepAlives.Add(report[7]);
        }
        while (report[4] == 0xBB);

        uint channel = BinaryPrimitives.ReadUInt32BigEndian(report);
        byte command = (byte)(report[4] & 0x7F);
        byte[] message = new byte[BinaryPrimitives.ReadUInt16BigEndian(report.AsSpan(5))];
        int received = Math.Min(57, message.Length);
        report.AsSpan(7, received).CopyTo(message);
        for (byte sequence = 0; received < message.Length; sequence++)
        {
            Assert.True(_port.Read(report, TimeSpan.FromSeconds(20)), "The key stopped in the middle of a message.");
            Assert.Equal(sequence, report[4]);
            int take = Math.Min(59, message.Length - received);
            report.AsSpan(5, take).CopyTo(message.AsSpan(received));
            received += take;
        }

        return (channel, command, message);
    }

    public bool IsSilent() => !_port.Read(new byte[64], TimeSpan.Zero);

    /// <summary>Asserts that the next thing the key says is this CTAPHID error.</summary>
    public void ExpectError(CtapHidError error, uint? channel = null)
    {
        (uint from, byte command, byte[] message) = Receive();
        Assert.Equal((channel ?? Channel, (byte)0x3F, (byte)error), (from, command, Assert.Single(message)));
    }

    public (CtapStatus Status, byte[] Body) Command(byte command, Action<CborWriter>? parameters = null)
    {
        Send(Channel, 0x10, Message(command, parameters));
        return Answer();
    }

    public (CtapStatus Status, byte[] Body) Answer()
    {
        (uint channel, byte command, byte[] reply) = Receive();
        Assert.Equal((Channel, (byte)0x10), (channel, command));
        return ((CtapStatus)reply[0], reply[1..]);
    }

    public static byte[] Message(byte command, Action<CborWriter>? parameters = null)
    {
        if (parameters is null) return [command];
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical, convertIndefiniteLengthEncodings: true);
        writer.WriteStartMap(null);
        parameters(writer);
        writer.WriteEndMap();
        return [command, .. writer.Encode()];
    }

    public HostPinProtocol AgreeOnKey(int protocol)
    {
        (CtapStatus status, byte[] body) = Command(0x06, writer =>
        {
            writer.Entry(1, protocol);
            writer.Entry(2, 2);
        });
        Assert.Equal(CtapStatus.Ok, status);
        return new HostPinProtocol(protocol, body);
    }

    public int GetRetries()
    {
        (CtapStatus status, byte[] body) = Command(0x06, writer => writer.Entry(2, 1));
        Assert.Equal(CtapStatus.Ok, status);
        var reader = new CborReader(body, CborConformanceMode.Ctap2Canonical);
        reader.ReadStartMap();
        Assert.Equal(3, reader.ReadInt32());
        return reader.ReadInt32();
    }

    public CtapStatus SetPin(string pin, int protocol)
    {
        HostPinProtocol agreed = AgreeOnKey(protocol);
        byte[] padded = new byte[64];
        Encoding.UTF8.GetBytes(pin, padded);
        byte[] encrypted = agreed.Encrypt(padded);
        return Command(0x06, writer =>
        {
            writer.Entry(1, protocol);
            writer.Entry(2, 3);
            agreed.WriteKey(writer, 3);
            writer.Entry(4, agreed.Authenticate(encrypted));
            writer.Entry(5, encrypted);
        }).Status;
    }

    /// <summary>A token by getPinUvAuthTokenUsingPinWithPermissions, or by getPinToken without permissions.</summary>
    public (CtapStatus Status, byte[] Token) GetToken(string pin, int protocol, int? permissions = 3, string? relyingPartyId = KeyBench.Site)
    {
        HostPinProtocol agreed = AgreeOnKey(protocol);
        (CtapStatus status, byte[] body) = Command(0x06, writer =>
        {
            writer.Entry(1, protocol);
            writer.Entry(2, permissions is null ? 5 : 9);
            agreed.WriteKey(writer, 3);
            writer.Entry(6, agreed.Encrypt(SHA256.HashData(Encoding.UTF8.GetBytes(pin))[..16]));
            if (permissions is null) return;
            writer.Entry(9, permissions.Value);
            if (relyingPartyId is not null) writer.Entry(10, relyingPartyId);
        });
        if (status != CtapStatus.Ok) return (status, []);
        var reader = new CborReader(body, CborConformanceMode.Ctap2Canonical);
        reader.ReadStartMap();
        Assert.Equal(2, reader.ReadInt32());
        return (status, agreed.Decrypt(reader.ReadByteString()));
    }
}
