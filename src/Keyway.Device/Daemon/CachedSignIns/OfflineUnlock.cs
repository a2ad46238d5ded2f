using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using Keyway.Device.Daemon.People;
using Keyway.Device.Gestures;
using Keyway.Device.SignIn;
using Keyway.Device.State;
using Keyway.Errors;
using Keyway.Fido2;
using Keyway.Fido2.Assertion;
using Keyway.Fido2.Cose;
using Keyway.SecurityKeys;
using Keyway.SecurityKeys.Gestures;

namespace Keyway.Device.Daemon.CachedSignIns;

/// <summary>
/// Without the identity server: whoever has signed in on this computer with this key proves it again, to the computer alone. It opens the
/// computer and nothing else; no token and no ticket comes of it.
/// </summary>
internal sealed class OfflineUnlock(JoinedState joined, LocalAccounts accounts, CachedSignInStore store, OfflineLimits limits, TimeProvider time)
{
    // Computers' clocks are corrected by less than this while they run.
    private static readonly TimeSpan Jitter = TimeSpan.FromMinutes(5);

    /// <summary>Keeps what the next unlock without the server needs. Nothing is kept of a key without hmac-secret.</summary>
    /// <returns>Whether it is kept.</returns>
    public Result<bool> Remember(SignInOutcome outcome)
    {
        var key = outcome.Gesture.Key;
        if (limits.Days == 0 || key.HmacSecret is not { } secret || outcome.Issued.CredentialPublicKey is not { } publicKey)
            return false;
        if (!store.Salt().TryGet(out var salt, out var refusal) || !AuthenticatorData.Parse(key.AuthenticatorData).TryGet(out var data, out refusal))
            return refusal;
        using var seal = CacheSeal.Of(joined, salt, key.CredentialId.Span, secret);
        var facts = new CachedFacts(
            publicKey, key.SignCount, data.Has(AuthenticatorFlags.BackupEligible), outcome.Issued.At, outcome.Issued.At, UserHandle: key.UserHandle is { } handle ? Base64Url.EncodeToString(handle.Span) : null);
        return store.Write(joined, seal.Seal(outcome.Issued.ObjectId, key.CredentialId.Span, facts)).TryGet(out _, out refusal) ? true : refusal;
    }

    /// <summary>Recognises somebody by their key alone.</summary>
    /// <param name="key">The key.</param>
    /// <param name="account">Who it must be.</param>
    public Result<LocalAccount> Run(KeyInHand key, LocalAccount account, CancellationToken cancellationToken)
    {
        if (limits.Days == 0)
            return Catalogue.Daemon.OfflineForbidden;
        var known = account.Credentials.Where(id => store.Knows(id)).ToArray();
        if (known.Length == 0)
            return Catalogue.Daemon.OfflineUnknown;
        if (!store.Salt().TryGet(out var salt, out var refusal))
            return refusal;

        // Challenge: drawn here, used once.
        var challenge = RandomNumberGenerator.GetBytes(32);
        var clientData = ClientDataJson.ForAssertion(challenge, joined.Device.Origin);
        var request = new GetAssertionsRequest(joined.Device.RelyingPartyId, SHA256.HashData(clientData))
        {
            AllowCredentialIds = [.. known.Select(id => (ReadOnlyMemory<byte>)Base64Url.DecodeFromChars(id))],
            HmacSecretSalts = [salt],
        };

        // Gesture: only a credential that has signed in here, with user verification.
        if (!key.Use((device, _, pin) => device.GetAssertions(request, pin.Value, cancellationToken)).TryGet(out var assertions, out refusal))
            return refusal.Error == Catalogue.SecurityKeys.NoCredentials ? Catalogue.Daemon.OfflineUnknown : refusal;
        var assertion = assertions[0];
        if (assertion.HmacSecret is not { } secret)
            return Catalogue.Daemon.OfflineUnknown;
        try
        {
            return Verify(account, assertion, secret, salt, challenge, clientData).TryGet(out _, out refusal) ? account : refusal;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private Result<CachedFacts> Verify(LocalAccount account, KeyAssertion assertion, byte[] secret, byte[] salt, byte[] challenge, byte[] clientData)
    {
        // Open: what was kept opens by this key at this computer only.
        if (!store.Find(joined, Base64Url.EncodeToString(assertion.CredentialId.Span)).TryGet(out var cached, out var refusal))
            return refusal;
        using var seal = CacheSeal.Of(joined, salt, assertion.CredentialId.Span, secret);
        if (!seal.Open(cached).TryGet(out var facts, out refusal))
            return refusal;
        if (cached.ObjectId != account.ObjectId || accounts.Find(cached.ObjectId) is null)
            return Catalogue.Daemon.SomebodyElse;

        // Time: neither too late nor before a time that was.
        var now = time.GetUtcNow();
        if (now < facts.SeenOn - Jitter)
            return Catalogue.Daemon.ClockSetBack;
        if (now > facts.SignedInOn.AddDays(limits.Days))
            return Catalogue.Daemon.OfflineTooOld;
        if (limits.Unlocks > 0 && facts.Unlocks >= limits.Unlocks)
            return Catalogue.Daemon.OfflineTooOften;

        // Verify: the same checks that the server makes, by the public key that it gave us.
        if (!CoseKey.Parse(Base64Url.DecodeFromChars(facts.PublicKey)).TryGet(out var publicKey, out refusal))
            return refusal;
        var party = new RelyingParty(joined.Device.RelyingPartyId, joined.Device.TenantName, FrozenSet.Create(joined.Device.Origin));
        var verified = AssertionVerification.Verify(
            new AssertionRequest(party, challenge) { UserIdentified = true },
            new StoredCredential(assertion.CredentialId, publicKey, facts.SignCount, facts.BackupEligible, facts.UserHandle is null ? default : Base64Url.DecodeFromChars(facts.UserHandle)),
            new AssertionResponse(assertion.CredentialId, assertion.AuthenticatorData, clientData, assertion.Signature, assertion.UserHandle));
        if (!verified.TryGet(out var result, out refusal))
            return refusal;

        // Remember: counters and the time go only forward, and have gone before anything is opened.
        var seen = facts with { SignCount = result.SignCount, SeenOn = now > facts.SeenOn ? now : facts.SeenOn, Unlocks = facts.Unlocks == int.MaxValue ? facts.Unlocks : facts.Unlocks + 1 };
        return store.Write(joined, seal.Seal(cached.ObjectId, assertion.CredentialId.Span, seen)).TryGet(out _, out refusal) ? seen : refusal;
    }
}
