using System.Text.Json.Serialization;

namespace Keyway.Device.State;

/// <summary>What a join left: who this computer is, for whom, and whom it trusts. Kept in <c>device.json</c>, the one file whose replacement makes a join true.</summary>
/// <param name="DeviceId">The subject of the device certificate.</param>
/// <param name="TenantId">The tenant that the computer is joined to; a reply for another one is refused.</param>
/// <param name="TenantName">The tenant's name for people.</param>
/// <param name="Server">The identity server, such as <c>https://login.contoso.com</c>.</param>
/// <param name="RelyingPartyId">The RP id pinned at the join.</param>
/// <param name="Origin">The WebAuthn origin pinned at the join.</param>
/// <param name="Certificate">base64 of the device certificate's DER.</param>
/// <param name="JoinedBy">The user principal name of the person who joined the computer.</param>
/// <param name="JoinedOn">UTC.</param>
/// <param name="KeyFolder">Name of the folder under <c>keys</c> that holds the two private keys of this join.</param>
/// <param name="TrustedAuthorities">PEM of the authorities that may certify the server; null for those of the system.</param>
/// <param name="Domain">The computer's account in its domain, for a hybrid join; null for a cloud join.</param>
/// <param name="Tpm">Address of the TPM that holds the keys; null when they lie in files.</param>
internal sealed record JoinedDevice(
    [property: JsonPropertyName("deviceId")] Guid DeviceId,
    [property: JsonPropertyName("tenantId")] Guid TenantId,
    [property: JsonPropertyName("tenantName")] string TenantName,
    [property: JsonPropertyName("server")] string Server,
    [property: JsonPropertyName("relyingPartyId")] string RelyingPartyId,
    [property: JsonPropertyName("origin")] string Origin,
    [property: JsonPropertyName("certificate")] string Certificate,
    [property: JsonPropertyName("joinedBy")] string JoinedBy,
    [property: JsonPropertyName("joinedOn")] DateTimeOffset JoinedOn,
    [property: JsonPropertyName("keyFolder")] string KeyFolder,
    [property: JsonPropertyName("trustedAuthorities")] string? TrustedAuthorities = null,
    [property: JsonPropertyName("domain")] DomainAccount? Domain = null,
    [property: JsonPropertyName("tpm")] string? Tpm = null);
