using System.Buffers.Text;
using System.Text;
using Keyway.Contracts.Graph;
using Keyway.Errors;
using Keyway.Fido2;
using Keyway.Fido2.Attestation;
using Keyway.Fido2.Cose;
using Keyway.Fido2.Registration;
using Keyway.Server.Accounts;
using Keyway.Server.Audit;
using Keyway.Server.AuthenticationMethods;
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.AuthenticationMethods.Policy;
using Keyway.Server.Hosting;
using Keyway.Server.Metadata;
using Keyway.Server.Storage;
using Keyway.Server.Tokens.Nonces;

namespace Keyway.Server.SecurityInfo;

/// <summary>The journey <i>Register a key</i>: creation options, gesture, attestation check, policy, named key.</summary>
internal sealed class SecurityKeyRegistrations(
    ServerNonces nonces, Store store, DurableWriter writer, RelyingParty relyingParty, AccountDirectory accounts, SecurityKeyPolicies policies,
    AuthenticatorModels models, SignInMethods methods, AuditLog audit, ServerOptions options, TimeProvider time)
{
    private const int ShortestMinutes = 5;
    private const int LongestMinutes = 43_200;
    private const int MostKeys = 16;
    private const int LongestName = 64;
    private static readonly TimeSpan LongestPrompt = TimeSpan.FromMinutes(10);
    private static readonly CoseAlgorithm[] Algorithms = [CoseAlgorithm.ES256, CoseAlgorithm.EdDSA, CoseAlgorithm.ES384, CoseAlgorithm.ES512, CoseAlgorithm.RS256];

    private readonly RegistrationVerification _verification = new(time);

    /// <summary>What the key is asked to make. The challenge is a nonce that only this person can spend, and only on a registration.</summary>
    public Result<CreationOptionsResponse> Options(Account account) =>
        CheckPolicy(account, NoncePurpose.Registration).TryGet(out _, out var refusal) ? Options(account, NoncePurpose.Registration, ServerNonces.Lifetime) : refusal;

    /// <summary>The same for an administrator who registers a key for somebody. The policy's self-service does not bind administrators; all else of it does.</summary>
    /// <param name="minutes">How long the challenge waits: 5 to 43,200.</param>
    public Result<CreationOptionsResponse> Options(Account account, int minutes)
    {
        if (minutes is < ShortestMinutes or > LongestMinutes)
            return Catalogue.AuthenticationMethods.ChallengeTimeoutInvalid;
        return CheckPolicy(account, NoncePurpose.RegistrationForOthers).TryGet(out _, out var refusal)
            ? Options(account, NoncePurpose.RegistrationForOthers, TimeSpan.FromMinutes(minutes))
            : refusal;
    }

    private CreationOptionsResponse Options(Account account, NoncePurpose purpose, TimeSpan lifetime)
    {
        var challenge = Encoding.ASCII.GetBytes(nonces.Issue(purpose, account.Id, lifetime));
        return new CreationOptionsResponse(time.GetUtcNow() + lifetime, new PublicKeyCreationOptions(
            new PublicKeyRelyingParty(relyingParty.Id, relyingParty.Name),
            new PublicKeyUser(Base64Url.EncodeToString(UserHandle.Of(account.Id)), account.UserName, account.DisplayName),
            Base64Url.EncodeToString(challenge),
            [.. Algorithms.Select(algorithm => new PublicKeyParameter("public-key", (int)algorithm))],
            (int)Math.Min(lifetime.TotalMilliseconds, LongestPrompt.TotalMilliseconds),
            [.. KeysOf(account.Id).Select(key => new PublicKeyDescriptor("public-key", Base64Url.EncodeToString(key.CredentialId), key.Transports))],
            new AuthenticatorSelection("cross-platform", RequireResidentKey: true, "required"),
            options.EnterpriseAttestation ? "enterprise" : "direct",
            // The best that the key can do, and no refusal of a key that can do none of it: docs/dev/sign-in.md says why.
            new CreationExtensions(HmacCreateSecret: true, EnforceCredentialProtectionPolicy: false, "userVerificationRequired")));
    }

    /// <summary>Verifies the new credential and stores it under the name its owner gave it.</summary>
    public Task<Result<SecurityKey>> RegisterAsync(Account account, SecurityKeyRegistration registration, CancellationToken cancellation) =>
        RegisterAsync(account, registration, NoncePurpose.Registration, account.Id, cancellation);

    /// <summary>The same for an administrator, over a challenge of <see cref="Options(Account, int)"/>.</summary>
    public Task<Result<SecurityKey>> RegisterAsync(Account account, SecurityKeyRegistration registration, Guid? actorId, CancellationToken cancellation) =>
        RegisterAsync(account, registration, NoncePurpose.RegistrationForOthers, actorId, cancellation);

    private async Task<Result<SecurityKey>> RegisterAsync(Account account, SecurityKeyRegistration registration, NoncePurpose purpose, Guid? actorId, CancellationToken cancellation)
    {
        if (!Name(registration.DisplayName).TryGet(out var name, out var refusal)
            || !Decode(registration.PublicKeyCredential).TryGet(out var response, out refusal)
            || !Challenge(account, response, purpose).TryGet(out var nonce, out refusal)
            || !CheckPolicy(account, purpose).TryGet(out var policy, out refusal)
            || !_verification.Verify(Request(account, nonce, policy), response).TryGet(out var credential, out refusal))
        {
            return refusal;
        }

        if (!policy.Allows(credential.Aaguid))
            return new Refusal(Catalogue.AuthenticationMethods.ModelNotAllowed, credential.Aaguid.ToString());
        if (models.Of(credential.Aaguid).Refusal is { } untrusted)
            return untrusted;
        var key = new SecurityKey(
            credential.CredentialId.ToArray(), account.Id, name, credential.PublicKey.Encoded.ToArray(), credential.SignCount, credential.Aaguid,
            credential.BackupEligible, credential.BackupState, credential.Attestation.Type is not (AttestationType.None or AttestationType.Self), credential.Attestation.Format, time.GetUtcNow(), null,
            KeyTransports.Of(registration.PublicKeyCredential.Response.Transports));
        return await writer.WriteAsync<SecurityKey>(session => Store(session, nonce, key, actorId), cancellation);
    }

    /// <summary>Gives a key another name.</summary>
    /// <param name="id">Credential id, base64url.</param>
    public async Task<Result<SecurityKey>> RenameAsync(Account account, string id, string displayName, Guid? actorId, CancellationToken cancellation)
    {
        if (!Name(displayName).TryGet(out var name, out var refusal) || !CredentialId(id).TryGet(out var credentialId, out refusal))
            return refusal;
        return await writer.WriteAsync<SecurityKey>(
            session =>
            {
                if (SecurityKeyTable.Find(session, credentialId) is not { } before || !SecurityKeyTable.Rename(session, account.Id, credentialId, name))
                    return Catalogue.AuthenticationMethods.KeyNotFound;
                audit.Append(session, AuditActivity.KeyRenamed, actorId, account.Id, ("credential", id), ("before", before.DisplayName), ("after", name));
                return before with { DisplayName = name };
            },
            cancellation);
    }

    public List<SecurityKey> KeysOf(Guid userId) => store.Read(session => SecurityKeyTable.OfUser(session, userId));

    /// <summary>Removes a key; it stops working at the next request.</summary>
    /// <param name="id">Credential id, base64url.</param>
    /// <param name="actorId">The person, or an administrator.</param>
    /// <param name="confirmLast">The person knows that no strong way to sign in will be left. Whether it is the last is decided in the write, so that two removals cannot cross.</param>
    /// <returns>KW2108, KW2111.</returns>
    public async Task<Result<Account>> RemoveAsync(Account account, string id, Guid? actorId, CancellationToken cancellation, bool confirmLast = false)
    {
        if (!CredentialId(id).TryGet(out var credentialId, out var refusal))
            return refusal;
        return await writer.WriteAsync<Account>(
            session =>
            {
                if (actorId == account.Id && !confirmLast && methods.Of(session, account).IsLastStrong(credentialId))
                    return Catalogue.AuthenticationMethods.LastStrongMethod;
                if (!SecurityKeyTable.Delete(session, account.Id, credentialId))
                    return Catalogue.AuthenticationMethods.KeyNotFound;
                RemovedMethods.Note(session, account.Id);
                audit.Append(session, AuditActivity.KeyRemoved, actorId, account.Id, ("credential", id));
                return account;
            },
            cancellation);
    }

    private Result<SecurityKey> Store(StoreSession session, ServerNonce nonce, SecurityKey key, Guid? actorId)
    {
        if (!ServerNonces.Spend(session, nonce))
            return Catalogue.PrimaryRefreshTokens.NonceSpent;
        if (SecurityKeyTable.OfUser(session, key.UserId).Count >= MostKeys)
            return Catalogue.AuthenticationMethods.TooManyKeys;
        if (!SecurityKeyTable.Insert(session, key))
            return Catalogue.WebAuthn.CredentialAlreadyRegistered;
        audit.Append(session, AuditActivity.KeyRegistered, actorId, actorId == key.UserId ? null : key.UserId, ("credential", Base64Url.EncodeToString(key.CredentialId)), ("model", key.Aaguid.ToString()), ("name", key.DisplayName));
        return key;
    }

    private Result<SecurityKeyRules> CheckPolicy(Account account, NoncePurpose purpose)
    {
        var policy = policies.Current;
        if (!policy.Includes(account, accounts))
            return Catalogue.AuthenticationMethods.MethodDisabled;
        return purpose == NoncePurpose.RegistrationForOthers || policy.SelfServiceAllowed ? policy : Catalogue.AuthenticationMethods.SelfServiceOff;
    }

    private RegistrationRequest Request(Account account, ServerNonce nonce, SecurityKeyRules policy) =>
        new(relyingParty, Encoding.ASCII.GetBytes(nonce.Text), Algorithms,
            (policy.AttestationEnforced ? AttestationPolicy.Required(models.Roots) : AttestationPolicy.NotRequired) with { AcceptEnterprise = options.EnterpriseAttestation })
        {
            ExcludedCredentials = [.. KeysOf(account.Id).Select(key => new ReadOnlyMemory<byte>(key.CredentialId))],
        };

    /// <summary>The nonce that the client data answers: its text is looked for there, because the client sends it nowhere else.</summary>
    private Result<ServerNonce> Challenge(Account account, RegistrationResponse response, NoncePurpose purpose)
    {
        if (!ClientData.Parse(response.ClientDataJson).TryGet(out var client, out var refusal))
            return refusal;
        return client.Challenge.Length > 256
            ? Catalogue.PrimaryRefreshTokens.NonceInvalid
            : nonces.Check(Encoding.ASCII.GetString(client.Challenge.Span), purpose, account.Id);
    }

    private static Result<RegistrationResponse> Decode(PublicKeyCredential credential) =>
        Bytes(credential.Id) is { } id && Bytes(credential.Response.ClientDataJson) is { } clientData && Bytes(credential.Response.AttestationObject) is { } attestation
            ? new RegistrationResponse(id, clientData, attestation)
            : Catalogue.AuthenticationMethods.AssertionMalformed;

    private static byte[]? Bytes(string text) => Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    private static Result<byte[]> CredentialId(string id) =>
        id.Length <= 2048 && Base64Url.IsValid(id) ? Base64Url.DecodeFromChars(id) : Catalogue.AuthenticationMethods.KeyNotFound;

    private static Result<string> Name(string given)
    {
        var name = given.Trim();
        return name.Length is > 0 and <= LongestName && !name.Any(char.IsControl) ? name : Catalogue.AuthenticationMethods.KeyNameInvalid;
    }
}
