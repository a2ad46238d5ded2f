using System.Buffers.Binary;
using Keyway.Errors;
using Keyway.Fido2.Cose;

namespace Keyway.Fido2;

/// <summary>What a security key signs beside the hash of the client data (WebAuthn L3 6.1).</summary>
public sealed class AuthenticatorData
{
    // rpIdHash 32, flags 1, signCount 4.
    private const int HeaderLength = 37;

    // aaguid 16, credentialIdLength 2.
    private const int CredentialHeaderLength = 18;

    // Far more than any key sends: a credential id of 1,023 bytes, an RSA key and extension outputs fit many times.
    private const int MaximumLength = 16 * 1024;

    private AuthenticatorData(ReadOnlyMemory<byte> raw, AttestedCredential? attested, AuthenticatorExtensions extensions)
    {
        Raw = raw;
        Attested = attested;
        Extensions = extensions;
    }

    /// <summary>The bytes as received.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>SHA-256 of the RP id, 32 bytes.</summary>
    public ReadOnlyMemory<byte> RpIdHash => Raw[..32];

    public AuthenticatorFlags Flags => (AuthenticatorFlags)Raw.Span[32];

    /// <summary>How often the key has signed; 0 on keys that do not count.</summary>
    public uint SignCount => BinaryPrimitives.ReadUInt32BigEndian(Raw.Span[33..]);

    /// <summary>The new credential; null when the AT flag is not set.</summary>
    public AttestedCredential? Attested { get; }

    public AuthenticatorExtensions Extensions { get; }

    public bool Has(AuthenticatorFlags flags) => (Flags & flags) == flags;

    /// <summary>Reads authenticator data. The result keeps the memory given.</summary>
    /// <returns>The data, or one of KW1010 to KW1019.</returns>
    public static Result<AuthenticatorData> Parse(ReadOnlyMemory<byte> data)
    {
        if (data.Length < HeaderLength) return Catalogue.WebAuthnData.AuthenticatorDataTruncated;
        if (data.Length > MaximumLength) return Catalogue.WebAuthnData.CborTooLarge;
        var flags = (AuthenticatorFlags)data.Span[32];
        var rest = data[HeaderLength..];

        AttestedCredential? attested = null;
        if (flags.HasFlag(AuthenticatorFlags.AttestedData)
            && !TakeCredential(ref rest).TryGet(out attested, out var badCredential)) return badCredential;

        var extensions = AuthenticatorExtensions.None;
        if (flags.HasFlag(AuthenticatorFlags.ExtensionData))
        {
            if (!ExtensionsReader.Read(rest).TryGet(out extensions, out var badExtensions)) return badExtensions;
        }
        else if (!rest.IsEmpty)
        {
            return Catalogue.WebAuthnData.AuthenticatorDataTrailingBytes;
        }

        return new AuthenticatorData(data, attested, extensions);
    }

    private static Result<AttestedCredential> TakeCredential(ref ReadOnlyMemory<byte> rest)
    {
        if (rest.Length < CredentialHeaderLength) return Catalogue.WebAuthnData.AuthenticatorDataTruncated;
        var aaguid = new Guid(rest.Span[..16], bigEndian: true);
        int idLength = BinaryPrimitives.ReadUInt16BigEndian(rest.Span[16..]);
        rest = rest[CredentialHeaderLength..];
        if (rest.Length <= idLength) return Catalogue.WebAuthnData.AuthenticatorDataTruncated;
        var id = rest[..idLength];
        if (!CoseKeyReader.ReadFirst(rest[idLength..]).TryGet(out var key, out var refusal)) return refusal;
        rest = rest[(idLength + key.Encoded.Length)..];
        return new AttestedCredential(aaguid, id, key);
    }
}
