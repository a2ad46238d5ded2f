using System.Text.Json.Serialization;

namespace Keyway.Contracts.SignIn;

/// <summary>An issued primary refresh token ([MS-OAPXBC] 3.1.5.1.2.3). The first three durations are strings on the wire.</summary>
/// <param name="RefreshToken">The PRT: opaque, contains a dot.</param>
/// <param name="RefreshTokenExpiresIn">Seconds.</param>
/// <param name="IdToken">An unsigned JWT (<c>alg none</c>) that only informs: oid, tid, name, preferred_username.</param>
/// <param name="ClientInfo">base64url of <c>{"uid","utid"}</c>.</param>
/// <param name="SessionKeyJwe">The session key, wrapped to the device's transport key: <see cref="Jose.SessionKeyJwe"/>. Left out at a renewal, which keeps the key.</param>
/// <param name="TgtAd">A JSON text: <see cref="OnPremisesTicket"/>. Left out when no TGT was asked for.</param>
/// <param name="CredentialPublicKey">Ours: the COSE key of the credential that signed in, base64url, so that the device can verify the same key's gesture without the server.</param>
public sealed record PrtResponse(
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] string ExpiresIn,
    [property: JsonPropertyName("ext_expires_in")] string ExtExpiresIn,
    [property: JsonPropertyName("expires_on")] string ExpiresOn,
    [property: JsonPropertyName("refresh_token")] string RefreshToken,
    [property: JsonPropertyName("refresh_token_expires_in")] int RefreshTokenExpiresIn,
    [property: JsonPropertyName("id_token")] string IdToken,
    [property: JsonPropertyName("client_info")] string ClientInfo,
    [property: JsonPropertyName("device_tenant_id")] string DeviceTenantId,
    [property: JsonPropertyName("session_key_jwe")] string? SessionKeyJwe = null,
    [property: JsonPropertyName("tgt_ad")] string? TgtAd = null,
    [property: JsonPropertyName("credential_public_key")] string? CredentialPublicKey = null);
