namespace Keyway.Contracts.OAuth;

/// <summary>The <c>grant_type</c> values that the token endpoint and the signed PRT request know.</summary>
public static class GrantTypes
{
    /// <summary>Asks for a nonce ([MS-OAPXBC] 3.1.5.1.1).</summary>
    public const string ServerChallenge = "srv_challenge";

    /// <summary>The form's grant for a signed PRT request (RFC 7523, [MS-OAPXBC] 3.1.5.1.2).</summary>
    public const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    /// <summary>A primary refresh token; only in the payload of a request that its session key signs ([MS-OAPXBC] 3.1.5.1.3).</summary>
    public const string RefreshToken = "refresh_token";

    /// <summary>A device that proves itself and nobody else; only in the payload of a device credential ([MS-OAPXBC] 3.1.5.1.4).</summary>
    public const string DeviceAuthentication = "device_auth";

    /// <summary>A service with its own secret (RFC 6749 4.4).</summary>
    public const string ClientCredentials = "client_credentials";

    /// <summary>A security key's assertion over a nonce; project-defined, see docs/dev/sign-in.md. Stands in the form for an access token, and inside the signed PRT request for a PRT.</summary>
    public const string SecurityKey = "urn:keyway:params:oauth:grant-type:security-key";

    /// <summary>A Temporary Access Pass for an access token; project-defined.</summary>
    public const string TemporaryAccessPass = "urn:keyway:params:oauth:grant-type:temporary-access-pass";

    /// <summary>A device asks what its domain shall be shown, so that a changed password counts before the next sync; project-defined, see docs/dev/sign-in.md. In the form, and inside the signed request.</summary>
    public const string RenewedPassword = "urn:keyway:params:oauth:grant-type:renewed-password";

    /// <summary>A name and its password (RFC 6749 4.3): one factor. A synced person's password is checked by the domain.</summary>
    public const string Password = "password";

    /// <summary>What a person has allowed in a browser for a device that has none (RFC 8628 3.4).</summary>
    public const string DeviceCode = "urn:ietf:params:oauth:grant-type:device_code";
}
