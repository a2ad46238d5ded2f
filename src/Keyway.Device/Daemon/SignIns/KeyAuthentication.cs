using Keyway.Device.Daemon.CachedSignIns;
using Keyway.Device.Daemon.KeyRemoval;
using Keyway.Device.Daemon.Passwords;
using Keyway.Device.Daemon.People;
using Keyway.Device.Daemon.Relay;
using Keyway.Device.Gestures;
using Keyway.Device.SignIn;
using Keyway.Device.State;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Daemon.SignIns;

/// <summary>
/// pam_authenticate with a security key: Who, Insert, then the sign-in's own journey, or, without the identity server, the offline unlock.
/// The PIN is asked for once at most: a program that answers each question with the same text must not use up its tries.
/// </summary>
internal sealed class KeyAuthentication(
    DeviceFolder folder, DaemonSettings settings, LocalAccounts accounts, LocalFiles local, DomainUsers domainUsers, KeySignIn signIn, CachedSignInStore cache, KeysInUse keys, SessionHandOver handOver,
    DaemonLog log, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan InsertPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BusyPatience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _oneGesture = new(1);

    public void Dispose() => _oneGesture.Dispose();

    public async Task<PamVerdict> RunAsync(RelayRequest request, PeerCredentials peer, RelayConversation conversation, CancellationToken cancellationToken)
    {
        // Users of the computer itself are most of all questions; nothing is read for them.
        if (local.HasUser(request.User) || (request.ComesOverNetwork && !settings.Remote))
            return PamVerdict.Ignore;
        if (!new DeviceState(folder).ReadJoined().TryGet(out var joined, out var refusal))
        {
            if (refusal.Error != Catalogue.Device.NotJoined)
                log.Tell(refusal.ToString());
            return PamVerdict.Ignore;
        }

        using (joined)
        {
            // Who: somebody of the organisation, asked for by root or by themselves, at this computer, where keys are offered to them.
            var somebody = joined.Device.Domain is null ? WantedPerson.Of(request.User, accounts, local) : WantedPerson.OfDomain(request.User, accounts, local);
            if (somebody is not { } wanted || !MayAsk(peer, wanted))
                return PamVerdict.Ignore;
            if (signIn.Offered(wanted.DomainAccount) is { } off)
            {
                log.Tell($"{request.Service}: {off}");
                return PamVerdict.Ignore;
            }

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
            conversation.Say(inserted.Wish);
            if (!await inserted.WaitAsync(InsertPatience, cancellationToken))
                return Refuse(conversation, request, Catalogue.Daemon.NoKeyInserted, PamVerdict.Unavailable);
        }

        // Before the gesture: a key that is pulled out from now on is missed.
        var inUse = KeyInUse.Of(settings.SecurityKey);
        using var key = new KeyInHand(settings.SecurityKey, new PinSource(file: null, conversation), conversation);
        var expired = new ExpiredPassword();
        var outcome = await signIn.RunAsync(wanted, joined, key, conversation, expired, changed: null, cancellationToken);
        if (expired.Who is { } person)
        {
            outcome = await RenewPasswordAsync(
                person, outcome, changed => signIn.RunAsync(wanted, joined, key, conversation, new ExpiredPassword(), changed, cancellationToken), request, conversation, cancellationToken);
        }

        if (outcome.TryGet(out var account, out var refusal))
        {
            log.Tell($"{request.Service}: {account} signed in with a security key");
            HangOn(inUse, request, account);
            return Welcome(request, account, conversation);
        }

        if (refusal.Error == Catalogue.Device.ServerUnreachable || refusal.Error == Catalogue.Device.ServerNotTrusted)
        {
            log.Tell($"{request.Service}: {refusal}");
            if (Offline(wanted, joined, key, cancellationToken).TryGet(out account, out refusal))
            {
                log.Tell($"{request.Service}: {account} opened this computer with a security key, without the identity server");
                HangOn(inUse, request, account);
                conversation.Say("Opened without the network: no access to the organisation until it is back.");
                return Welcome(request, account, conversation);
            }
        }

        // Nothing typed is no wrong PIN: the person wants the next way to sign in.
        return conversation.Declined ? PamVerdict.Ignore : Refuse(conversation, request, refusal, PamVerdict.AuthenticationError);
    }

    /// <summary>Password expired: the person changes it, and the sign-in is made again. What came before stands when they do not.</summary>
    private async Task<Result<LocalAccount>> RenewPasswordAsync(
        ExpiredPerson person, Result<LocalAccount> before, Func<ChangedPassword?, Task<Result<LocalAccount>>> again, RelayRequest request, RelayConversation conversation, CancellationToken cancellationToken)
    {
        var renewal = new PasswordRenewal(new DomainSearch(null, settings.DomainControllers ?? [], KeyList: false), time);
        if ((await renewal.RunAsync(person, conversation, cancellationToken)).TryGet(out var changed, out var refusal))
        {
            using var ended = changed;
            log.Tell($"{request.Service}: {person} changed the password");
            conversation.Say("Your password is changed.");

            // Whom the server signed in needs no witness there.
            var after = await again(before.Succeeded ? null : changed);
            if (after.TryGet(out _, out refusal))
                return after;
            if (refusal.Error == Catalogue.Accounts.PasswordExpired)
                refusal = new Refusal(Catalogue.Daemon.PasswordNotSynced);
        }

        // Whom the server signed in a moment ago stays signed in, without the domain.
        if (before.Succeeded)
        {
            log.Tell($"{request.Service}: {refusal}");
            Tell(conversation, refusal);
            return before;
        }

        return refusal;
    }

    private Result<LocalAccount> Offline(WantedPerson wanted, JoinedState joined, KeyInHand key, CancellationToken cancellationToken)
    {
        if (wanted.Account is not { } account)
            return Catalogue.Daemon.OfflineUnknown;
        return domainUsers.Confirm(account, wanted.Name).TryGet(out account, out var refusal)
            ? new OfflineUnlock(joined, accounts, cache, signIn.PolicyFor(account.Domain?.Account).Offline, time).Run(key, account, cancellationToken)
            : refusal;
    }

    /// <summary>The session hangs on the key, when it is one at this computer: what sudo starts ends by itself, and who comes by ssh has no screen here.</summary>
    private void HangOn(KeyInUse? key, RelayRequest request, LocalAccount account)
    {
        if (key is null || request.ComesOverNetwork || SessionVariables.IsForSomebodyElse(request))
            return;
        if (!keys.Remember(account, key).TryGet(out _, out var refusal))
            log.Tell(refusal.ToString());
    }

    private PamVerdict Welcome(RelayRequest request, LocalAccount account, RelayConversation conversation)
    {
        if (request.User != account.Name)
            conversation.SetUser(account.Name);
        handOver.Tell(request, account, conversation);
        return PamVerdict.Success;
    }

    private PamVerdict Refuse(RelayConversation conversation, RelayRequest request, Refusal refusal, PamVerdict verdict)
    {
        log.Tell($"{request.Service}: {refusal}");

        Tell(conversation, refusal);
        return verdict;
    }

    /// <summary>How many tries are left, and what a domain says of a new password, are the details that whoever holds the key must know.</summary>
    private static void Tell(RelayConversation conversation, Refusal refusal)
    {
        var told = refusal.Error == Catalogue.SecurityKeys.WrongPin || refusal.Error == Catalogue.Kerberos.PasswordNotTaken;
        conversation.Refuse(refusal, told && refusal.Detail is { Length: > 0 } detail ? $"{char.ToUpperInvariant(detail[0])}{Shown.Line(detail[1..]).TrimEnd('.')}." : null);
    }

    /// <summary>Root asks for anybody; a lock screen, which runs as its user, asks for that user alone.</summary>
    private static bool MayAsk(PeerCredentials peer, WantedPerson wanted) => peer.UserId == 0 || wanted.Account?.UserId == peer.UserId;
}
