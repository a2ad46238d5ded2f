using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>What a device must know of a tenant before it joins; <c>GET /{domain or tenant}/Discover?api-version=1.9</c>. A subset of the vendor's document, with the members that WebAuthn needs beside it.</summary>
/// <param name="DeviceJoinService">Where to join.</param>
/// <param name="AuthenticationService">Where to ask for tokens.</param>
/// <param name="TenantInfo">Who the tenant is.</param>
/// <param name="KeywayService">Project-defined: the relying party of this server.</param>
/// <param name="DiscoveryService">Where this document is.</param>
/// <param name="IdentityProviderService">Who checks people.</param>
/// <param name="KeyProvisioningService">Named so that no client falls back to the vendor's host.</param>
/// <param name="NonceService">Where to ask for nonces.</param>
public sealed record TenantDiscovery(
    [property: JsonPropertyName("DeviceJoinService")] DeviceJoinService DeviceJoinService,
    [property: JsonPropertyName("AuthenticationService")] AuthenticationService AuthenticationService,
    [property: JsonPropertyName("TenantInfo")] TenantInfo TenantInfo,
    [property: JsonPropertyName("KeywayService")] KeywayService KeywayService,
    [property: JsonPropertyName("DiscoveryService")] DiscoveryService? DiscoveryService = null,
    [property: JsonPropertyName("IdentityProviderService")] IdentityProviderService? IdentityProviderService = null,
    [property: JsonPropertyName("KeyProvisioningService")] KeyProvisioningService? KeyProvisioningService = null,
    [property: JsonPropertyName("NonceService")] NonceService? NonceService = null);
