using System.Buffers.Text;
using System.Security.Cryptography;
using Keyway.Contracts.Graph;
using Keyway.Errors;
using Keyway.Fido2;
using Keyway.SecurityKeys;

namespace Keyway.Device.Registration;

/// <summary>What a server asks a security key to make, turned into what the key is asked.</summary>
/// <param name="ClientDataJson">The client data that the key signs the hash of.</param>
/// <param name="Request">For the key.</param>
internal sealed record NewCredential(byte[] ClientDataJson, MakeCredentialRequest Request)
{
    private const int Es256 = -7;

    /// <summary>Reads the server's options (WebAuthn L3 5.4).</summary>
    /// <param name="options">Not believed yet.</param>
    /// <param name="relyingPartyId">The RP id of the server, which was compared with its address.</param>
    /// <param name="origin">Its origin.</param>
    /// <param name="hmacSecret">Whether the key can answer hmac-secret.</param>
    /// <param name="credProtect">Whether the key can protect a credential; a key that cannot is refused only where the server enforces it.</param>
    public static Result<NewCredential> Read(PublicKeyCreationOptions options, string relyingPartyId, string origin, bool hmacSecret, bool credProtect)
    {
        if (options.RelyingParty.Id != relyingPartyId)
            return new Refusal(Catalogue.Device.RelyingPartyForeign, options.RelyingParty.Id);
        if (!options.Parameters.Any(parameter => parameter is { Type: "public-key", Algorithm: Es256 }))
            return Catalogue.Device.AlgorithmNotOffered;
        if (Decode(options.Challenge) is not { Length: >= 16 } challenge || Decode(options.User.Id) is not { Length: >= 1 and <= 64 } userId)
            return new Refusal(Catalogue.Device.ServerReplyMalformed, "the challenge or the user handle");

        var excluded = new List<ReadOnlyMemory<byte>>();
        foreach (var descriptor in options.ExcludeCredentials)
        {
            if (Decode(descriptor.Id) is not { Length: > 0 } id)
                return new Refusal(Catalogue.Device.ServerReplyMalformed, "a credential id");
            excluded.Add(id);
        }

        var protection = options.Extensions.CredentialProtectionPolicy switch
        {
            "userVerificationRequired" => CredentialProtection.UserVerificationRequired,
            "userVerificationOptionalWithCredentialIDList" => CredentialProtection.UserVerificationOptionalWithCredentialIds,
            "userVerificationOptional" => CredentialProtection.UserVerificationOptional,
            _ => CredentialProtection.Unreported,
        };
        var clientData = SecurityKeys.Gestures.ClientDataJson.ForRegistration(challenge, origin);
        return new NewCredential(clientData, new MakeCredentialRequest(
            relyingPartyId, options.RelyingParty.Name, userId, options.User.Name, options.User.DisplayName, SHA256.HashData(clientData))
        {
            ExcludeCredentialIds = excluded,
            Protection = options.Extensions.EnforceCredentialProtectionPolicy || credProtect ? protection : CredentialProtection.Unreported,
            HmacSecret = options.Extensions.HmacCreateSecret && hmacSecret,
        });
    }

    private static byte[]? Decode(string base64Url)
    {
        try
        {
            return Base64Url.IsValid(base64Url) ? Base64Url.DecodeFromChars(base64Url) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
