using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Keyway.ActiveDirectory.Locator;

namespace Keyway.ActiveDirectory.Tests;

/// <summary>Answers netlogon pings on one loopback address.</summary>
internal sealed class FakeDomainController : IAsyncDisposable
{
    private const DomainControllerFlags Ordinary =
        DomainControllerFlags.Ldap | DomainControllerFlags.DirectoryService | DomainControllerFlags.Kdc | DomainControllerFlags.Writable | DomainControllerFlags.FullSecrets;

    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Task _loop;

    /// <param name="address">A loopback address of its own.</param>
    /// <param name="port">Zero for any free one.</param>
    public FakeDomainController(string address, int port = 0)
    {
        _socket.Bind(new IPEndPoint(IPAddress.Parse(address), port));
        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
        _loop = ServeAsync();
    }

    public int Port { get; }

    public string HostName { get; init; } = "dc1.contoso.corp.com";

    public string Domain { get; init; } = "contoso.corp.com";

    public string Site { get; init; } = "Here";

    public DomainControllerFlags Flags { get; init; } = Ordinary;

    public static DomainControllerFlags ReadOnly =>
        DomainControllerFlags.Ldap | DomainControllerFlags.DirectoryService | DomainControllerFlags.Kdc | DomainControllerFlags.SelectedSecrets;

    public static DomainControllerFlags ServingKeyLists => Ordinary | DomainControllerFlags.KeyList;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _socket.Dispose();
        _stop.Dispose();
    }

    private byte[] Netlogon()
    {
        var value = new List<byte>(new byte[24]);
        value[0] = 23;
        var flags = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(flags, (uint)Flags);
        for (var i = 0; i < 4; i++)
            value[4 + i] = flags[i];
        foreach (var name in (string[])[Domain, Domain, HostName, "CONTOSO", "DC", "", Site, "Here"])
            value.AddRange([.. name.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0]);
        value.AddRange([5, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]);
        return [.. value];
    }

    private byte[] Answer(ReadOnlyMemory<byte> request)
    {
        Assert.True(new AsnReader(request, AsnEncodingRules.BER).ReadSequence().TryReadInt32(out var id));
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            using (writer.PushSequence(new Asn1Tag(TagClass.Application, 4)))
            {
                writer.WriteOctetString([]);
                using (writer.PushSequence())
                using (writer.PushSequence())
                {
                    writer.WriteOctetString("Netlogon"u8);
                    using (writer.PushSetOf())
                        writer.WriteOctetString(Netlogon());
                }
            }
        }

        return writer.Encode();
    }

    private async Task ServeAsync()
    {
        var datagram = new byte[2048];
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var received = await _socket.ReceiveFromAsync(datagram, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                await _socket.SendToAsync(Answer(datagram.AsMemory(0, received.ReceivedBytes)), received.RemoteEndPoint, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
