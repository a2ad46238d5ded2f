using Keyway.Device.Daemon.People;
using Keyway.Device.Daemon.Relay;
using Keyway.Device.Daemon.SignIns;
using Keyway.Device.Policies;

namespace Keyway.Device.Daemon;

/// <summary>What PAM asks, and who answers it. For somebody who is not of the organisation each answer is "as if I were not there".</summary>
internal sealed class PamService(KeyAuthentication authentication, LocalAccounts accounts, LocalFiles local, PolicyPeople people, SessionHandOver handOver, Action<string> log)
{
    public async Task<PamVerdict> AnswerAsync(RelayRequest request, PeerCredentials peer, RelayConversation conversation, CancellationToken cancellationToken)
    {
        if (request.Kind == RelayKind.Authenticate)
            return await authentication.RunAsync(request, peer, conversation, cancellationToken);

        // Who signs in by a password may be one to whom the domain offers keys.
        if (request.Kind == RelayKind.OpenSession && peer.UserId == 0)
            people.Note(request.User);
        if (WantedPerson.Of(request.User, accounts, local)?.Account is not { } account)
            return PamVerdict.Ignore;
        return request.Kind switch
        {
            RelayKind.Credentials => Credentials(request, peer, account, conversation),
            RelayKind.OpenSession => peer.UserId == 0 ? OpenSession(account, conversation) : PamVerdict.Ignore,
            _ => PamVerdict.Success,
        };
    }

    private PamVerdict Credentials(RelayRequest request, PeerCredentials peer, LocalAccount account, RelayConversation conversation)
    {
        if (peer.UserId == 0 || peer.UserId == account.UserId)
            handOver.Tell(request, account, conversation);
        return PamVerdict.Success;
    }

    private PamVerdict OpenSession(LocalAccount account, RelayConversation conversation)
    {
        if (HomeFolder.MakeReady(account).TryGet(out _, out var refusal))
            return PamVerdict.Success;

        // Whoever has no home is better signed in without it than not at all: programs fall back to the root folder and say so.
        log(refusal.ToString());
        conversation.Warn($"{refusal.Error.Cause} ({refusal.Code})");
        return PamVerdict.Success;
    }
}
