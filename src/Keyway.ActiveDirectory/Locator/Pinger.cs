using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Locator;

/// <summary>Sends netlogon pings.</summary>
internal sealed class Pinger(int port, TimeSpan replyTimeout)
{
    private const int Tries = 2;

    /// <summary>What the host says, at the first of its addresses that answers for this domain.</summary>
    public async Task<Result<DomainController>> PingAsync(Candidate candidate, string domain, CancellationToken cancellationToken)
    {
        Refusal last = new(Catalogue.ActiveDirectory.Unreachable, $"{candidate}: no address");
        foreach (var address in candidate.Addresses)
        {
            for (var i = 0; i < Tries; i++)
            {
                var pinged = await PingAsync(address, domain, cancellationToken).ConfigureAwait(false);
                if (pinged.TryGet(out var answer, out last!))
                    return Check(answer, candidate, address, domain);
            }
        }

        return last;
    }

    private static Result<DomainController> Check(NetlogonAnswer answer, Candidate candidate, IPAddress address, string domain)
    {
        if (!answer.DomainName.Equals(domain, StringComparison.OrdinalIgnoreCase))
            return new Refusal(Catalogue.ActiveDirectory.NetlogonAnswerMalformed, $"{candidate} speaks for {answer.DomainName}");

        // Who answers must not choose the name that its certificate is then checked for.
        if (candidate.Host is not null && !answer.HostName.Equals(candidate.Host, StringComparison.OrdinalIgnoreCase))
            return new Refusal(Catalogue.ActiveDirectory.NetlogonAnswerMalformed, $"{candidate} calls itself {answer.HostName}");

        return new DomainController(
            answer.HostName, address, answer.Flags, answer.DomainName, answer.ForestName, answer.NetBiosDomain, answer.DomainGuid, answer.DcSite, answer.ClientSite);
    }

    private async Task<Result<NetlogonAnswer>> PingAsync(IPAddress address, string domain, CancellationToken cancellationToken)
    {
        var id = RandomNumberGenerator.GetInt32(1, int.MaxValue);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(replyTimeout);
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            await socket.ConnectAsync(address, port, limit.Token).ConfigureAwait(false);
            await socket.SendAsync(NetlogonPing.Request(id, domain), limit.Token).ConfigureAwait(false);
            var datagram = new byte[4096];
            var length = await socket.ReceiveAsync(datagram, limit.Token).ConfigureAwait(false);
            return NetlogonPing.Parse(datagram.AsMemory(0, length), id).TryGet(out var answer, out var refusal)
                ? answer
                : refusal with { Detail = $"{address} port {port}: {refusal.Detail}" };
        }
        catch (SocketException error)
        {
            return new Refusal(Catalogue.ActiveDirectory.Unreachable, $"{address} port {port}: {error.SocketErrorCode}");
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new Refusal(Catalogue.ActiveDirectory.Unreachable, $"{address} port {port}: no answer");
        }
    }
}
