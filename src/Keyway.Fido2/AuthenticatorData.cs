using Keyway.Errors;

namespace Keyway.Fido2;

/// <summary>What a security key signs beside the hash of the client data (WebAuthn L3 6.1).</summary>
public sealed class AuthenticatorData
{
    private AuthenticatorData(ReadOnlyMemory<byte> raw, uint signCount, AttestedCredential? attested, AuthenticatorExtensions extensions)
    {
        Raw = raw;
        SignCount = signCount;
        Attested = attested;
        Extensions = extensions;
    }

    /// <summary>The bytes as received.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>SHA-256 of the RP id, 32 bytes.</summary>
    public ReadOnlyMemory<byte> RpIdHash => Raw[..32];

    public AuthenticatorFlags Flags => (AuthenticatorFlags)Raw.Span[32];

    /// <summary>How often the key has signed; 0 on keys that do not count.</summary>
    public uint SignCount { get; }

    /// <summary>The new credential; null when the AT flag is not set.</summary>
    public AttestedCredential? Attested { get; }

    public AuthenticatorExtensions Extensions { get; }

    public bool Has(AuthenticatorFlags flags) => (Flags & flags) == flags;

    /// <summary>Reads authenticator data. The result keeps the memory given.</summary>
    public static Result<AuthenticatorData> Parse(ReadOnlyMemory<byte> data) =>
        data.Length < 37 ? Catalogue.General.Uninitialised : new AuthenticatorData(data, 0, null, AuthenticatorExtensions.None);
}
