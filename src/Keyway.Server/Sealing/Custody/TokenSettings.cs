using Keyway.Errors;

namespace Keyway.Server.Sealing.Custody;

/// <summary>Which key of which token keeps the key-encryption key, and where its PIN is.</summary>
/// <param name="Key">The key pair in the token.</param>
/// <param name="PinFile">File of mode 0600 with the user PIN on its first line.</param>
internal sealed record TokenSettings(Pkcs11Uri Key, string PinFile)
{
    /// <returns>The settings or <see cref="Catalogue.KeyCustody.UriInvalid"/>.</returns>
    public static Result<TokenSettings> Parse(string uri, string pinFile) =>
        Pkcs11Uri.Parse(uri).TryGet(out var key, out var refusal) ? new TokenSettings(key, Path.GetFullPath(pinFile)) : refusal;
}
