namespace Keyway.Server.AuthenticationMethods.Keys;

/// <summary>A registered security key: the credential record of WebAuthn L3 4 with the name its owner gave it.</summary>
/// <param name="CredentialId">At most 1,023 bytes; unique over all people.</param>
/// <param name="PublicKey">The COSE_Key as the key gave it.</param>
/// <param name="SignCount">The signature counter seen last.</param>
/// <param name="Aaguid">The key's model.</param>
/// <param name="Attested">A maker's certificate vouched for the model at registration.</param>
/// <param name="Transports">How a browser can reach it: words of <see cref="KeyTransports"/>; null when the client did not say.</param>
/// <param name="LastUsedFrom">From where it signed in last; null when it never did, or before that was noted.</param>
internal sealed record SecurityKey(
    byte[] CredentialId,
    Guid UserId,
    string DisplayName,
    byte[] PublicKey,
    uint SignCount,
    Guid Aaguid,
    bool BackupEligible,
    bool BackupState,
    bool Attested,
    string AttestationFormat,
    DateTimeOffset CreatedOn,
    DateTimeOffset? LastUsedOn,
    IReadOnlyList<string>? Transports = null,
    KeyUse? LastUsedFrom = null);
