using Keyway.Device.Daemon.CredentialCaches;
using Keyway.Device.Daemon.KeyRemoval;
using Keyway.Device.Daemon.Ntlm;
using Keyway.Device.Daemon.People;
using Keyway.Device.Daemon.Relay;
using Keyway.Device.SignIn;
using Keyway.Errors;

namespace Keyway.Device.Daemon.SignIns;

/// <summary>What a person's programs get of a sign-in, tickets and NTLM secret: where it is put, how a session learns of it, and how it is taken back.</summary>
internal sealed class SessionHandOver(UserCaches caches, NtlmSecrets ntlm, KeysInUse keys)
{
    /// <summary>Where the session of a person is opened.</summary>
    public SessionPlace PlaceOf(LocalAccount account) => new(caches.Of(account), exchanged => ntlm.HandOver(account, exchanged));

    /// <summary>The same at a renewal, which nobody's hand was at: what is worth a password does not come back while the screen is locked because the key is gone.</summary>
    public SessionPlace PlaceAtRenewal(LocalAccount account) => new(caches.Of(account), exchanged => ntlm.HandOver(account, keys.IsGone(account) ? null : exchanged));

    /// <summary>Tells the program's session of what is there. The module lets stand what the session has already.</summary>
    public void Tell(RelayRequest request, LocalAccount account, RelayConversation conversation)
    {
        if (SessionVariables.IsForSomebodyElse(request))
            return;
        if (caches.NameFor(account) is { } tickets)
            conversation.SetVariable("KRB5CCNAME", tickets);
        if (ntlm.FileFor(account) is { } secret)
            conversation.SetVariable("NTLM_USER_FILE", secret);
    }

    /// <summary>What is worth a password does not lie about: the screen is locked because the key is gone.</summary>
    public void WithdrawSecret(LocalAccount account) => ntlm.Remove(account);

    /// <summary>The person has left, or is signed out: nothing of it stays.</summary>
    /// <returns>Null, or which tickets stay.</returns>
    public Refusal? TakeBack(LocalAccount account)
    {
        ntlm.Remove(account);
        return caches.Destroy(account);
    }

    /// <summary>Nobody of this name is signed in: what a session that was forgotten left is removed.</summary>
    public void TidyUp(LocalAccount account) => ntlm.RemoveUnclaimed(account);
}
