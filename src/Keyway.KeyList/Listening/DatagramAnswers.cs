using System.Net;
using Keyway.ActiveDirectory.Locator;
using Keyway.KeyList.Answering;
using Keyway.KeyList.Forwarding;
using Keyway.KeyList.Settings;

namespace Keyway.KeyList.Listening;

/// <summary>What is answered by UDP: requests to the KDC, and netlogon pings.</summary>
internal sealed class DatagramAnswers(CompanionSettings settings, HeldKeys keys, KeyListDesk desk, DomainForwarder forwarder, KdcErrors errors)
{
    public const int KdcPort = 88;
    public const int PingPort = 389;

    /// <summary>The largest request by UDP.</summary>
    public const int MaximumRequest = 16 * 1024;

    // What goes through any network in one piece; a domain controller has a limit like it.
    private const int MaximumAnswer = 1400;

    /// <summary>A request to the KDC.</summary>
    public async Task<byte[]?> KdcAsync(ReadOnlyMemory<byte> message, IPAddress client, CancellationToken cancellationToken)
    {
        if (desk.Recognise(message) is not { } request)
            return await forwarder.DatagramAsync(message, null, cancellationToken);
        var answer = await desk.AnswerAsync(request, message, client.ToString(), cancellationToken) ?? errors.Unavailable();
        return answer.Length <= MaximumAnswer ? answer : errors.TooBig();
    }

    /// <summary>A netlogon ping; any other search is dropped. The flag is set only while keys are held.</summary>
    public async Task<byte[]?> PingAsync(ReadOnlyMemory<byte> datagram, IPAddress client, CancellationToken cancellationToken)
    {
        if (!NetlogonRelay.IsPing(datagram) || await forwarder.DatagramAsync(datagram, PingPort, cancellationToken) is not { } answer)
            return null;
        return keys.BranchId is null ? answer : NetlogonRelay.Announce(answer, settings.HostName) ?? answer;
    }
}
