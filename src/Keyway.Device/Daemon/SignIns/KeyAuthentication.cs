using System.Security.Cryptography;
using Keyway.Device.Daemon.CachedSignIns;
using Keyway.Device.Daemon.People;
using Keyway.Device.Daemon.Relay;
using Keyway.Device.Daemon.Sessions;
using Keyway.Device.Gestures;
using Keyway.Device.IdentityServer;
using Keyway.Device.SignIn;
using Keyway.Device.State;
using Keyway.Device.Terminal;
using Keyway.Errors;
using Keyway.Kerberos.CredentialCaches;
using Keyway.SecurityKeys;

namespace Keyway.Device.Daemon.SignIns;

/// <summary>
/// pam_authenticate with a security key: Who, Insert, then the sign-in's own journey, or, without the identity server, the offline unlock.
/// The PIN is asked for once at most: a program that answers each question with the same text must not use up its tries.
/// </summary>
internal sealed class KeyAuthentication(DeviceFolder folder, DaemonSettings settings, LocalAccounts accounts, LocalFiles local, Action<string> log, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan InsertPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BusyPatience = TimeSpan.FromSeconds(2);

    // The server's verdicts on accounts, keys and computers; below them is what ails a request or the server itself.
    private const int FirstVerdict = 2050;
    private const int LastVerdict = 2299;

    private readonly SemaphoreSlim _oneGesture = new(1);

    public void Dispose() => _oneGesture.Dispose();

    public async Task<PamVerdict> RunAsync(RelayRequest request, PeerCredentials peer, RelayConversation conversation, CancellationToken cancellationToken)
    {
        // Who: somebody of the organisation, asked for by root or by themselves, at this computer.
        if (WantedPerson.Of(request.User, accounts, local) is not { } wanted || !MayAsk(peer, wanted) || (IsRemote(request) && !settings.Remote))
            return PamVerdict.Ignore;
        if (!new DeviceState(folder).ReadJoined().TryGet(out var joined, out var refusal))
        {
            if (refusal.Error != Catalogue.Device.NotJoined)
                log(refusal.ToString());
            return PamVerdict.Ignore;
        }

        using (joined)
        {
            if (!await _oneGesture.WaitAsync(BusyPatience, cancellationToken))
                return Refuse(conversation, request, Catalogue.Daemon.KeyBusy, PamVerdict.Unavailable);
            try
            {
                return await RecogniseAsync(request, wanted, joined, conversation, cancellationToken);
            }
            finally
            {
                _oneGesture.Release();
            }
        }
    }

    private async Task<PamVerdict> RecogniseAsync(RelayRequest request, WantedPerson wanted, JoinedState joined, RelayConversation conversation, CancellationToken cancellationToken)
    {
        // Insert.
        var inserted = new InsertedKey(settings.SecurityKey, time);
        if (!inserted.IsThere)
        {
            conversation.Say("Insert your security key.");
            if (!await inserted.WaitAsync(InsertPatience, cancellationToken))
                return Refuse(conversation, request, Catalogue.Daemon.NoKeyInserted, PamVerdict.Unavailable);
        }

        using var key = new KeyInHand(settings.SecurityKey, new PinSource(file: null, conversation), conversation);
        var outcome = await SignInAsync(wanted, joined, key, conversation, cancellationToken);
        if (outcome.TryGet(out var account, out var refusal))
        {
            log($"{request.Service}: {account} signed in with a security key");
            return Welcome(request, account, conversation);
        }

        if (refusal.Error == Catalogue.Device.ServerUnreachable || refusal.Error == Catalogue.Device.ServerNotTrusted)
        {
            log($"{request.Service}: {refusal}");
            if (Offline(wanted, joined, key, cancellationToken).TryGet(out account, out refusal))
            {
                log($"{request.Service}: {account} opened this computer with a security key, without the identity server");
                conversation.Say("Opened without the network: no access to the organisation until it is back.");
                return Welcome(request, account, conversation);
            }
        }

        // Nothing typed is no wrong PIN: the person wants the next way to sign in.
        return conversation.Declined ? PamVerdict.Ignore : Refuse(conversation, request, refusal, PamVerdict.AuthenticationError);
    }

    /// <summary>The journey over the identity server.</summary>
    private async Task<Result<LocalAccount>> SignInAsync(WantedPerson wanted, JoinedState joined, KeyInHand key, RelayConversation conversation, CancellationToken cancellationToken)
    {
        if (!ServerAddress.Parse(joined.Device.Server).TryGet(out var address, out var refusal)
            || !ServerTrust.FromPem(joined.Device.TrustedAuthorities).TryGet(out var trust, out refusal))
            return refusal;
        var cache = new CachedSignInStore(folder);
        var state = new DeviceState(folder);
        KeyAssertion? chosen = null;
        var gesture = new NonceGesture(key, conversation)
        {
            Salt = settings.OfflineDays > 0 && cache.Salt().TryGet(out var salt, out _) ? salt : (ReadOnlyMemory<byte>?)null,
            Choose = assertions =>
            {
                var choice = wanted.Choose(assertions, names => conversation.Choose("Which account?", [.. names.Select(Shown.Line)]));
                chosen = choice.Succeeded ? choice.Value : null;
                return choice;
            },
        };
        using var server = new IdentityServerClient(address, trust, Guid.NewGuid());
        var journey = new SignInJourney(
            joined, state, server, gesture, new DomainExchange(new DomainSearch(null, settings.DomainControllers ?? [], KeyList: false), time), new JourneyReport(screen: null), time);
        LocalAccount? welcome = null;
        var signedIn = await journey.RunAsync(new SignInOrder(User: null, PlaceOf), cancellationToken);
        try
        {
            if (!signedIn.TryGet(out var outcome, out refusal))
            {
                // The server has spoken against this person, key or computer: the key does not open the computer behind its back either.
                if (chosen is not null && refusal.Error.Number is >= FirstVerdict and <= LastVerdict)
                    cache.Forget(chosen.CredentialId.Span);
                return refusal;
            }

            Keep(joined, welcome!, outcome, cache);
            if (!outcome.OnPremises.TryGet(out _, out var onPremises))
                conversation.Say($"Without access on premises: {onPremises.Error.Cause} ({onPremises.Code})");
            return welcome!;
        }
        finally
        {
            if (chosen?.HmacSecret is { } secret)
                CryptographicOperations.ZeroMemory(secret);
        }

        Result<SessionPlace> PlaceOf(IssuedToken issued)
        {
            if (!wanted.Is(issued))
                return new Refusal(Catalogue.Daemon.SomebodyElse, issued.User);
            if (!accounts.Welcome(issued, chosen!.CredentialId.Span).TryGet(out welcome, out var notWelcome))
                return notWelcome;
            return new SessionPlace(CacheOf(welcome), new FileOwner(welcome.UserId, welcome.UserId));
        }
    }

    private Result<LocalAccount> Offline(WantedPerson wanted, JoinedState joined, KeyInHand key, CancellationToken cancellationToken) => wanted.Account is { } account
        ? new OfflineUnlock(joined, accounts, new CachedSignInStore(folder), settings.OfflineDays, time).Run(key, account, cancellationToken)
        : Catalogue.Daemon.OfflineUnknown;

    /// <summary>What the next restart and the next unlock need; without it the person is signed in all the same.</summary>
    private void Keep(JoinedState joined, LocalAccount account, SignInOutcome outcome, CachedSignInStore cache)
    {
        var session = new KeptSession(outcome.Issued.ObjectId, joined.Device.DeviceId, outcome.Issued.Token, outcome.Issued.At, outcome.Issued.Expires);
        if (!new KeptSessions(folder).Write(account, session).TryGet(out _, out var refusal))
            log(refusal.ToString());
        if (!new OfflineUnlock(joined, accounts, cache, settings.OfflineDays, time).Remember(outcome).TryGet(out _, out refusal))
            log(refusal.ToString());
    }

    private static PamVerdict Welcome(RelayRequest request, LocalAccount account, RelayConversation conversation)
    {
        if (request.User != account.Name)
            conversation.SetUser(account.Name);
        SessionVariables.Tell(request, account, conversation);
        return PamVerdict.Success;
    }

    private PamVerdict Refuse(RelayConversation conversation, RelayRequest request, Refusal refusal, PamVerdict verdict)
    {
        log($"{request.Service}: {refusal}");

        // How many tries are left is the one detail that whoever holds the key must know.
        var left = refusal.Error == Catalogue.SecurityKeys.WrongPin && refusal.Detail is { } detail ? $" {char.ToUpperInvariant(detail[0])}{detail[1..]}." : string.Empty;
        conversation.Warn($"{refusal.Error.Cause}{left} {refusal.Error.Remedy} ({refusal.Code})");
        return verdict;
    }

    /// <summary>Root asks for anybody; a lock screen, which runs as its user, asks for that user alone.</summary>
    private static bool MayAsk(PeerCredentials peer, WantedPerson wanted) => peer.UserId == 0 || wanted.Account?.UserId == peer.UserId;

    // sudo names this computer as the remote host.
    private static bool IsRemote(RelayRequest request) =>
        request.RemoteHost.Length > 0 && !string.Equals(request.RemoteHost, Environment.MachineName, StringComparison.OrdinalIgnoreCase);

    internal static CacheName CacheOf(LocalAccount account) => new($"/tmp/krb5cc_{account.UserId}");
}
