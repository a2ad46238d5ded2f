using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Dns;

/// <summary>Asks name servers in turn, by UDP, and by TCP when an answer is cut off (RFC 1035 4.2). Keeps nothing.</summary>
internal sealed class DnsClient(IReadOnlyList<IPEndPoint> servers, TimeSpan replyTimeout)
{
    private const int Rounds = 2;
    private const int MaximumAliases = 8;

    /// <summary>The service records of a name, by priority, those of equal priority shuffled by weight (RFC 2782); none when the name is unknown.</summary>
    public async Task<Result<IReadOnlyList<ServiceTarget>>> ServicesAsync(string name, CancellationToken cancellationToken)
    {
        if (!(await AskAsync(name, DnsRecordType.Srv, cancellationToken).ConfigureAwait(false)).TryGet(out var answer, out var refusal))
            return refusal;

        var services = answer.Records.OfType<DnsRecord.Service>()
            .Where(record => record.Owner.Equals(name, StringComparison.OrdinalIgnoreCase) && HostName.IsValid(record.Target));
        return ServiceOrder.Arrange(services)
            .Select(service => new ServiceTarget(service.Target, service.Port, AddressesOf(answer, service.Target)))
            .ToList();
    }

    /// <summary>The addresses of a host, IPv4 first; none when it is unknown.</summary>
    public async Task<Result<IReadOnlyList<IPAddress>>> AddressesAsync(string name, CancellationToken cancellationToken)
    {
        var addresses = new List<IPAddress>();
        foreach (var type in (DnsRecordType[])[DnsRecordType.A, DnsRecordType.Aaaa])
        {
            if (!(await AskAsync(name, type, cancellationToken).ConfigureAwait(false)).TryGet(out var answer, out var refusal))
                return refusal;
            addresses.AddRange(AddressesOf(answer, name));
        }

        return addresses;
    }

    private static List<IPAddress> AddressesOf(DnsAnswer answer, string name)
    {
        for (var i = 0; i < MaximumAliases; i++)
        {
            if (answer.Records.OfType<DnsRecord.Alias>().FirstOrDefault(alias => alias.Owner.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } alias)
                break;
            name = alias.Target;
        }

        return
        [
            .. answer.Records.OfType<DnsRecord.Address>()
                .Where(record => record.Owner.Equals(name, StringComparison.OrdinalIgnoreCase))
                .Select(record => record.Value)
                .Distinct(),
        ];
    }

    private async Task<Result<DnsAnswer>> AskAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        if (servers.Count == 0)
            return Catalogue.ActiveDirectory.DnsServerUnknown;

        Refusal last = new(Catalogue.ActiveDirectory.DnsUnanswered, string.Join(", ", servers));
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var server in servers)
            {
                var asked = await AskAsync(server, name, type, cancellationToken).ConfigureAwait(false);
                if (asked.TryGet(out var answer, out var refusal))
                {
                    if (answer.ResponseCode is DnsAnswer.NoError or DnsAnswer.UnknownName)
                        return answer;
                    refusal = new Refusal(Catalogue.ActiveDirectory.DnsUnanswered, $"{server} answered with response code {answer.ResponseCode}");
                }

                last = refusal;
            }
        }

        return last;
    }

    private async Task<Result<DnsAnswer>> AskAsync(IPEndPoint server, string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        var id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);
        var question = DnsQuestion.Encode(id, name, type);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(replyTimeout);
        try
        {
            var answer = await ByUdpAsync(server, question, id, name, type, limit.Token).ConfigureAwait(false);
            if (!answer.Truncated)
                return answer;

            limit.CancelAfter(replyTimeout);
            return DnsAnswer.Parse(await ByTcpAsync(server, question, limit.Token).ConfigureAwait(false), id, name, type);
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return new Refusal(Catalogue.ActiveDirectory.DnsUnanswered, $"{server}: {error.Message}");
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new Refusal(Catalogue.ActiveDirectory.DnsUnanswered, $"{server} did not answer");
        }
    }

    private static async Task<DnsAnswer> ByUdpAsync(IPEndPoint server, byte[] question, ushort id, string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        // Connected: datagrams of anyone else never arrive. The kernel chooses a random port.
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        await socket.SendAsync(question, cancellationToken).ConfigureAwait(false);
        var datagram = new byte[4096];
        while (true)
        {
            var length = await socket.ReceiveAsync(datagram, cancellationToken).ConfigureAwait(false);

            // What does not fit the question may be forged: the right answer may still come.
            if (DnsAnswer.Parse(datagram.AsSpan(0, length), id, name, type).TryGet(out var answer, out _))
                return answer;
        }
    }

    private static async Task<byte[]> ByTcpAsync(IPEndPoint server, byte[] question, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        await using var stream = new NetworkStream(socket);
        var framed = new byte[2 + question.Length];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)question.Length);
        question.CopyTo(framed, 2);
        await stream.WriteAsync(framed, cancellationToken).ConfigureAwait(false);
        var length = new byte[2];
        await stream.ReadExactlyAsync(length, cancellationToken).ConfigureAwait(false);
        var message = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(message, cancellationToken).ConfigureAwait(false);
        return message;
    }
}
