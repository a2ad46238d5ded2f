using System.Buffers.Text;
using System.Text;
using Keyway.Contracts.SignIn;
using Keyway.Errors;
using Keyway.Fido2;
using Keyway.Fido2.Assertion;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.Policy;
using Keyway.Server.Metadata;
using Keyway.Server.Storage;
using Keyway.Server.Tokens.Nonces;

namespace Keyway.Server.AuthenticationMethods.Keys;

/// <summary>
/// The part of a sign-in that every use of a security key shares, step by step: nonce, credential, gesture, person, policy; and what the one
/// durable write of the sign-in must record. A stranger without the key learns nothing of the person: the gesture is verified first.
/// </summary>
internal sealed class SecurityKeySignIn(
    ServerNonces nonces, Store store, PublicKeyCache publicKeys, RelyingParty relyingParty, AccountDirectory accounts, SecurityKeyPolicies policies, AuthenticatorModels models,
    TimeProvider time)
{
    /// <summary>Verifies a gesture over a nonce; nothing is spent yet.</summary>
    /// <param name="renew">What becomes of somebody whose password had expired when it was synced last; null refuses them.</param>
    public Result<VerifiedSignIn> Verify(string nonceText, SecurityKeyAssertion assertion, Func<ServerNonce, Account, Result<Account>>? renew = null)
    {
        if (!nonces.Check(nonceText, NoncePurpose.SignIn).TryGet(out var nonce, out var refusal)
            || !Decode(assertion).TryGet(out var response, out refusal)
            || !FindCredential(response).TryGet(out var key, out refusal)
            || !VerifyGesture(nonce, key, response).TryGet(out var verified, out refusal)
            || !FindPerson(key, renew is null ? null : account => renew(nonce, account)).TryGet(out var person, out refusal)
            || !CheckPolicy(person.Account, key).TryGet(out _, out refusal))
        {
            return refusal;
        }

        return new VerifiedSignIn(nonce, key, verified, person.Account, person.Renewed);
    }

    /// <summary>Whether somebody who has signed in with a key might do so still: the key is registered, the person in good standing, and policy allows both.</summary>
    public Result<Account> CheckStanding(byte[] credentialId, Guid userId)
    {
        if (store.Read(session => SecurityKeyTable.Find(session, credentialId)) is not { } key || key.UserId != userId)
            return Catalogue.AuthenticationMethods.KeyNotRegistered;
        return FindPerson(key, renew: null).TryGet(out var person, out var refusal) && CheckPolicy(person.Account, key).TryGet(out _, out refusal) ? person.Account : refusal!;
    }

    /// <summary>Spends the nonce and moves the counter, in the write of the sign-in.</summary>
    /// <param name="from">From where the key was used, for its owner to see.</param>
    /// <returns>Null, or why the write must be refused: a replay, or a key that was removed or used at the same moment.</returns>
    public Refusal? Record(StoreSession session, VerifiedSignIn signIn, KeyUse? from = null)
    {
        if (!ServerNonces.Spend(session, signIn.Nonce))
            return Catalogue.PrimaryRefreshTokens.NonceSpent;
        return SecurityKeyTable.MarkUsed(session, signIn.Key.CredentialId, signIn.Assertion.SignCount, signIn.Assertion.BackupState, time.GetUtcNow(), from)
            ? null
            : new Refusal(Catalogue.AuthenticationMethods.KeyChangedMeanwhile);
    }

    private static Result<AssertionResponse> Decode(SecurityKeyAssertion assertion)
    {
        // Not by a conditional expression: its null would become an empty handle, through byte[].
        ReadOnlyMemory<byte>? handle = null;
        if (assertion.UserHandle is { } text)
        {
            if (Bytes(text) is not { } bytes)
                return Catalogue.AuthenticationMethods.AssertionMalformed;
            handle = bytes;
        }

        return Bytes(assertion.Id) is { } id
            && Bytes(assertion.AuthenticatorData) is { } data
            && Bytes(assertion.ClientDataJson) is { } clientData
            && Bytes(assertion.Signature) is { } signature
            ? new AssertionResponse(id, data, clientData, signature, handle)
            : Catalogue.AuthenticationMethods.AssertionMalformed;
    }

    private Result<SecurityKey> FindCredential(AssertionResponse response)
    {
        var id = response.CredentialId.ToArray();
        return store.Read(session => SecurityKeyTable.Find(session, id)) is { } key ? key : Catalogue.AuthenticationMethods.KeyNotRegistered;
    }

    private Result<VerifiedAssertion> VerifyGesture(ServerNonce nonce, SecurityKey key, AssertionResponse response)
    {
        if (!publicKeys.Parse(key.PublicKey).TryGet(out var publicKey, out var refusal))
            return refusal;
        return AssertionVerification.Verify(
            new AssertionRequest(relyingParty, Encoding.ASCII.GetBytes(nonce.Text)),
            new StoredCredential(key.CredentialId, publicKey, key.SignCount, key.BackupEligible, UserHandle.Of(key.UserId)),
            response);
    }

    private Result<(Account Account, bool Renewed)> FindPerson(SecurityKey key, Func<Account, Result<Account>>? renew)
    {
        if (accounts.Find(key.UserId) is not { } account)
            return Catalogue.Accounts.AccountUnknown;
        if (account.Check(time.GetUtcNow()) is not { } refusal)
            return (account, false);
        if (refusal.Error != Catalogue.Accounts.PasswordExpired || renew is null)
            return refusal;
        return renew(account).TryGet(out var renewed, out refusal) ? (renewed, true) : refusal;
    }

    private Result<SecurityKeyRules> CheckPolicy(Account account, SecurityKey key)
    {
        var policy = policies.Current;
        if (!policy.Includes(account, accounts))
            return Catalogue.AuthenticationMethods.MethodDisabled;
        if (!policy.Allows(key.Aaguid))
            return new Refusal(Catalogue.AuthenticationMethods.ModelNotAllowed, key.Aaguid.ToString());
        return models.Of(key.Aaguid).Refusal is { } untrusted ? untrusted : policy;
    }

    private static byte[]? Bytes(string text) => text.Length <= 24 * 1024 && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
