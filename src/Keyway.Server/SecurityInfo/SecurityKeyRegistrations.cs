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
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.AuthenticationMethods.Policy;
using Keyway.Server.Metadata;
using Keyway.Server.Storage;
using Keyway.Server.Tokens.Nonces;

namespace Keyway.Server.SecurityInfo;

/// <summary>The journey <i>Register a key</i>: creation options, gesture, attestation check, policy, named key.</summary>
internal sealed class SecurityKeyRegistrations(
    ServerNonces nonces, Store store, DurableWriter writer, RelyingParty relyingParty, AccountDirectory accounts, SecurityKeyPolicies policies,
    AuthenticatorModels models, AuditLog audit, TimeProvider time)
{
    private const int MostKeys = 16;
    private const int LongestName = 64;
    private static readonly CoseAlgorithm[] Algorithms = [CoseAlgorithm.ES256, CoseAlgorithm.EdDSA, CoseAlgorithm.ES384, CoseAlgorithm.ES512, CoseAlgorithm.RS256];

    private readonly RegistrationVerification _verification = new(time);

    /// <summary>What the key is asked to make. The challenge is a nonce that only this person can spend, and only on a registration.</summary>
    public Result<CreationOptionsResponse> Options(Account account)
    {
        if (!CheckPolicy(account).TryGet(out _, out var refusal))
            return refusal;
        var challenge = Encoding.ASCII.GetBytes(nonces.Issue(NoncePurpose.Registration, account.Id));
        return new CreationOptionsResponse(time.GetUtcNow() + ServerNonces.Lifetime, new PublicKeyCreationOptions(
            new PublicKeyRelyingParty(relyingParty.Id, relyingParty.Name),
            new PublicKeyUser(Base64Url.EncodeToString(UserHandle.Of(account.Id)), account.UserName, account.DisplayName),
            Base64Url.EncodeToString(challenge),
            [.. Algorithms.Select(algorithm => new PublicKeyParameter("public-key", (int)algorithm))],
            (int)ServerNonces.Lifetime.TotalMilliseconds,
            [.. KeysOf(account.Id).Select(key => new PublicKeyDescriptor("public-key", Base64Url.EncodeToString(key.CredentialId)))],
            new AuthenticatorSelection("cross-platform", RequireResidentKey: true, "required"),
            "direct",
            new CreationExtensions(HmacCreateSecret: true, EnforceCredentialProtectionPolicy: true, "userVerificationOptional")));
    }

    /// <summary>Verifies the new credential and stores it under the name its owner gave it.</summary>
    public async Task<Result<SecurityKey>> RegisterAsync(Account account, SecurityKeyRegistration registration, CancellationToken cancellation)
    {
        if (!Name(registration.DisplayName).TryGet(out var name, out var refusal)
            || !Decode(registration.PublicKeyCredential).TryGet(out var response, out refusal)
            || !Challenge(account, response).TryGet(out var nonce, out refusal)
            || !CheckPolicy(account).TryGet(out var policy, out refusal)
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
            credential.BackupEligible, credential.BackupState, credential.Attestation.Type is not (AttestationType.None or AttestationType.Self), credential.Attestation.Format, time.GetUtcNow(), null);
        return await writer.WriteAsync<SecurityKey>(session => Store(session, nonce, key), cancellation);
    }

    public List<SecurityKey> KeysOf(Guid userId) => store.Read(session => SecurityKeyTable.OfUser(session, userId));

    /// <summary>Removes a key; it stops working at the next request.</summary>
    /// <param name="id">Credential id, base64url.</param>
    public async Task<Result<Account>> RemoveAsync(Account account, string id, Guid? actorId, CancellationToken cancellation)
    {
        if (id.Length > 2048 || !Base64Url.IsValid(id))
            return Catalogue.AuthenticationMethods.KeyNotFound;
        var credentialId = Base64Url.DecodeFromChars(id);
        return await writer.WriteAsync<Account>(
            session =>
            {
                if (!SecurityKeyTable.Delete(session, account.Id, credentialId))
                    return Catalogue.AuthenticationMethods.KeyNotFound;
                audit.Append(session, AuditActivity.KeyRemoved, actorId, account.Id, ("credential", id));
                return account;
            },
            cancellation);
    }

    private Result<SecurityKey> Store(StoreSession session, ServerNonce nonce, SecurityKey key)
    {
        if (!ServerNonces.Spend(session, nonce))
            return Catalogue.PrimaryRefreshTokens.NonceSpent;
        if (SecurityKeyTable.OfUser(session, key.UserId).Count >= MostKeys)
            return Catalogue.AuthenticationMethods.TooManyKeys;
        if (!SecurityKeyTable.Insert(session, key))
            return Catalogue.WebAuthn.CredentialAlreadyRegistered;
        audit.Append(session, AuditActivity.KeyRegistered, key.UserId, null, ("credential", Base64Url.EncodeToString(key.CredentialId)), ("model", key.Aaguid.ToString()), ("name", key.DisplayName));
        return key;
    }

    private Result<SecurityKeyRules> CheckPolicy(Account account)
    {
        var policy = policies.Current;
        if (!policy.Includes(account, accounts))
            return Catalogue.AuthenticationMethods.MethodDisabled;
        return policy.SelfServiceAllowed ? policy : Catalogue.AuthenticationMethods.SelfServiceOff;
    }

    private RegistrationRequest Request(Account account, ServerNonce nonce, SecurityKeyRules policy) =>
        new(relyingParty, Encoding.ASCII.GetBytes(nonce.Text), Algorithms, policy.AttestationEnforced ? AttestationPolicy.Required(models.Roots) : AttestationPolicy.NotRequired)
        {
            ExcludedCredentials = [.. KeysOf(account.Id).Select(key => new ReadOnlyMemory<byte>(key.CredentialId))],
        };

    /// <summary>The nonce that the client data answers: its text is looked for there, because the client sends it nowhere else.</summary>
    private Result<ServerNonce> Challenge(Account account, RegistrationResponse response)
    {
        if (!ClientData.Parse(response.ClientDataJson).TryGet(out var client, out var refusal))
            return refusal;
        return client.Challenge.Length > 256
            ? Catalogue.PrimaryRefreshTokens.NonceInvalid
            : nonces.Check(Encoding.ASCII.GetString(client.Challenge.Span), NoncePurpose.Registration, account.Id);
    }

    private static Result<RegistrationResponse> Decode(PublicKeyCredential credential) =>
        Bytes(credential.Id) is { } id && Bytes(credential.Response.ClientDataJson) is { } clientData && Bytes(credential.Response.AttestationObject) is { } attestation
            ? new RegistrationResponse(id, clientData, attestation)
            : Catalogue.AuthenticationMethods.AssertionMalformed;

    private static byte[]? Bytes(string text) => Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    private static Result<string> Name(string given)
    {
        var name = given.Trim();
        return name.Length is > 0 and <= LongestName && !name.Any(char.IsControl) ? name : Catalogue.AuthenticationMethods.KeyNameInvalid;
    }
}
