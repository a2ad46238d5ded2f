using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>Who a hybrid joining computer is.</summary>
/// <param name="TransportKey">base64 of an RSA1 blob: <see cref="RsaPublicKeyBlob"/>.</param>
/// <param name="TargetDomain">DNS name of the computer's domain.</param>
/// <param name="SourceDomainController">Host name of the domain controller at which it wrote its certificate.</param>
/// <param name="TargetDomainId">The tenant id that the service connection point names.</param>
public sealed record ServerAdJoinData(
    [property: JsonPropertyName("TransportKey")] string TransportKey,
    [property: JsonPropertyName("TargetDomain")] string TargetDomain,
    [property: JsonPropertyName("DeviceType")] string DeviceType,
    [property: JsonPropertyName("OSVersion")] string OSVersion,
    [property: JsonPropertyName("DeviceDisplayName")] string DeviceDisplayName,
    [property: JsonPropertyName("SourceDomainController")] string SourceDomainController,
    [property: JsonPropertyName("TargetDomainId")] string TargetDomainId,
    [property: JsonPropertyName("ClientIdentity")] ClientIdentity ClientIdentity);
