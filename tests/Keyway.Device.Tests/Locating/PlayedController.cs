using System.Formats.Asn1;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Keyway.ActiveDirectory.Locator;

namespace Keyway.Device.Tests.Locating;

/// <summary>Answers netlogon pings ([MS-ADTS] 6.3.3) as a domain controller of the flags given: Samba cannot be told to be a read-only one within a second.</summary>
internal sealed class PlayedController : IDisposable
{
    private readonly UdpClient _socket;
    private readonly Task _answering;

    public PlayedController(string address, DomainControllerFlags flags, string host, string domain)
    {
        _socket = new UdpClient(new IPEndPoint(IPAddress.Parse(address), 389));
        _answering = AnswerAsync(flags, host, domain);
    }

    public void Dispose()
    {
        _socket.Dispose();
        _answering.Wait();
    }

    private static byte[] Answer(int messageId, DomainControllerFlags flags, string host, string domain)
    {
        var value = new List<byte>();
        value.AddRange([23, 0, 0, 0]);
        value.AddRange(BitConverter.GetBytes((uint)flags));
        value.AddRange(new Guid("5499c0e6-2d33-429d-aab3-f45f6a06922b").ToByteArray());
        foreach (var name in new[] { domain, domain, host, "CONTOSO", "DC", "", "HQ", "HQ" })
        {
            foreach (var label in name.Split('.', StringSplitOptions.RemoveEmptyEntries))
                value.AddRange([(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]);
            value.Add(0);
        }

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(messageId);
            using (writer.PushSequence(new Asn1Tag(TagClass.Application, 4, true)))
            {
                writer.WriteOctetString([]);
                using (writer.PushSequence())
                using (writer.PushSequence())
                {
                    writer.WriteOctetString("netlogon"u8);
                    using (writer.PushSetOf())
                        writer.WriteOctetString(value.ToArray());
                }
            }
        }

        return writer.Encode();
    }

    private async Task AnswerAsync(DomainControllerFlags flags, string host, string domain)
    {
        try
        {
            while (true)
            {
                var asked = await _socket.ReceiveAsync();
                new AsnReader(asked.Buffer, AsnEncodingRules.BER).ReadSequence().TryReadInt32(out var id);
                await _socket.SendAsync(Answer(id, flags, host, domain), asked.RemoteEndPoint);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
