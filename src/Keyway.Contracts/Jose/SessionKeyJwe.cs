using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Contracts.Jose;

/// <summary>
/// The PRT session key on its way to the device: a compact JWE whose second part is RSA-OAEP (SHA-1, as the protocol prescribes) of 32 bytes
/// to the transport key. The remaining parts are ignored by every client but must be present ([MS-OAPXBC] 3.1.5.1.2.3).
/// </summary>
public static class SessionKeyJwe
{
    /// <summary>Exactly these bytes: clients compare them.</summary>
    private static ReadOnlySpan<byte> ProtectedHeader => "{\"enc\":\"A256GCM\",\"alg\":\"RSA-OAEP\"}"u8;

    /// <summary>Wraps a 32-byte session key to the device's transport key.</summary>
    public static string Wrap(ReadOnlySpan<byte> sessionKey, RSA transportKey) =>
        CompactJwe.Seal(ProtectedHeader, transportKey.Encrypt(sessionKey, RSAEncryptionPadding.OaepSHA1), sessionKey, [0]);

    /// <summary>Opens the envelope with the device's transport key.</summary>
    /// <returns>32 bytes; <see cref="Catalogue.Tokens.JweMalformed"/>, <see cref="Catalogue.Tokens.JweNotForUs"/>, or what the keeper of the key refused with.</returns>
    public static Result<byte[]> Unwrap(string jwe, RSA transportKey)
    {
        var parts = jwe.Split('.', 6);
        if (jwe.Length > CompactJws.MaximumLength || parts.Length != 5 || LenientBase64.Decode(parts[1]) is not { } wrapped)
            return Catalogue.Tokens.JweMalformed;
        try
        {
            var sessionKey = transportKey.Decrypt(wrapped, RSAEncryptionPadding.OaepSHA1);
            return sessionKey.Length == 32 ? sessionKey : Catalogue.Tokens.JweNotForUs;
        }
        catch (CryptographicException failure)
        {
            // A TPM that did not answer has said nothing of the envelope.
            return failure is IRefused { Refusal: var refusal } && refusal.Error != Catalogue.Tpm.Refused ? refusal : Catalogue.Tokens.JweNotForUs;
        }
    }
}
