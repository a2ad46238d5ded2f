namespace Keyway.Fido2;

/// <summary>The extension outputs that the key itself signed (WebAuthn L3 9.5). Outputs nobody asked for are listed by name and ignored.</summary>
public sealed record AuthenticatorExtensions
{
    public static readonly AuthenticatorExtensions None = new();

    /// <summary>credProtect: the level that the key gave the new credential.</summary>
    public CredentialProtection CredentialProtection { get; init; }

    /// <summary>hmac-secret at registration: whether the new credential can derive secrets; null when not reported.</summary>
    public bool? HmacSecretEnabled { get; init; }

    /// <summary>hmac-secret at sign-in: 32 to 80 bytes, encrypted for the computer that holds the key, useless to anybody else.</summary>
    public ReadOnlyMemory<byte> HmacSecretOutput { get; init; }

    /// <summary>minPinLength: the key's minimum PIN length in code points; null when not reported.</summary>
    public int? MinimumPinLength { get; init; }

    /// <summary>Names of all other outputs, in the order of the map.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];
}
