using System.Reflection;

namespace Keyway.Errors;

/// <summary>
/// Every numbered error of Keyway, one nested class an area, in the order of the numbers. docs/errors.md is generated from here.
/// A number is never reused: an error that is no longer raised leaves a gap.
/// </summary>
public static class Catalogue
{
    /// <summary>1000-1009: what belongs to no area.</summary>
    public static class General
    {
        public static readonly KeywayError Uninitialised = new(1000, "A step ended without a result.", "Report it with the log: this is a bug in Keyway.");
    }

    /// <summary>1010-1049: CBOR, COSE keys and authenticator data.</summary>
    public static class WebAuthnData
    {
    }

    /// <summary>1050-1149: WebAuthn registration and assertion.</summary>
    public static class WebAuthn
    {
    }

    /// <summary>1200-1299: Kerberos messages, cryptography, PAC, minting, credential caches.</summary>
    public static class Kerberos
    {
        public static readonly KeywayError SecurityIdentifierMalformed = new(1240, "A security identifier has the wrong form.", "Compare the user's objectSid in your domain with what was synced, and run a full sync.");
    }

    /// <summary>1300-1399: what a key distribution center answers, or that none does.</summary>
    public static class Kdc
    {
    }

    /// <summary>1400-1499: a domain seen from outside: LDAP, locator, replication.</summary>
    public static class ActiveDirectory
    {
    }

    /// <summary>1500-1599: the Kerberos server object in a domain.</summary>
    public static class KerberosServerObject
    {
    }

    /// <summary>1600-1699: the tokens and envelopes that device and server exchange.</summary>
    public static class Tokens
    {
        public static readonly KeywayError JwsMalformed = new(1600, "The signed token is malformed.", "Send a compact JWS of three base64url parts without critical extensions.");
        public static readonly KeywayError JweMalformed = new(1601, "The encrypted token is malformed.", "Send a compact JWE of the form this endpoint documents.");
        public static readonly KeywayError JweNotForUs = new(1602, "The encrypted token does not open with this key.", "Seal it to the key that the receiver shows now.");
        public static readonly KeywayError RsaBlobMalformed = new(1603, "The RSA public key blob is malformed or its key is too weak.", "Send an RSA1 blob of a key of 2048 to 4096 bits.");
    }

    /// <summary>2000-2099: requests, accounts, access tokens and administration of the identity server.</summary>
    public static class Accounts
    {
    }

    /// <summary>2100-2199: authentication methods: security keys, Temporary Access Passes, the policy.</summary>
    public static class AuthenticationMethods
    {
    }

    /// <summary>2200-2299: joined devices.</summary>
    public static class Devices
    {
    }

    /// <summary>2300-2399: sign-in: nonce, PRT request, primary refresh token.</summary>
    public static class PrimaryRefreshTokens
    {
    }

    /// <summary>2400-2499: Kerberos server keys and partial TGTs at the identity server.</summary>
    public static class KerberosServers
    {
    }

    /// <summary>2500-2599: provisioning by SCIM.</summary>
    public static class Provisioning
    {
    }

    /// <summary>2900-2999: configuration and start of the identity server.</summary>
    public static class ServerConfiguration
    {
    }

    /// <summary>3000-3099: security keys in someone's hand.</summary>
    public static class SecurityKeys
    {
    }

    /// <summary>3100-3199: the computer: join, sign-in, status.</summary>
    public static class Device
    {
    }

    /// <summary>4000-4099: keyway-connect.</summary>
    public static class Connect
    {
    }

    /// <summary>5000-5099: the lab.</summary>
    public static class Lab
    {
    }

    /// <summary>Every error with its area's name, in the order of the numbers.</summary>
    public static IReadOnlyList<(string Area, KeywayError Error)> All { get; } =
        [.. typeof(Catalogue).GetNestedTypes()
            .SelectMany(area => area.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Where(field => field.FieldType == typeof(KeywayError))
                .Select(field => (area.Name, (KeywayError)field.GetValue(null)!)))
            .OrderBy(entry => entry.Item2.Number)];
}
