using System.Text.Json.Serialization;

namespace Keyway.Contracts.Provisioning;

/// <summary>A computer of a domain that wants to be joined, known by the certificates that it wrote beside itself. Project-defined resource type <c>Device</c>, endpoint <c>/Devices</c>.</summary>
/// <param name="ExternalId">The anchor and the later device id: objectGUID in <c>D</c> form.</param>
/// <param name="DisplayName">The computer's name for people.</param>
/// <param name="Active">The computer account is enabled.</param>
/// <param name="Certificates">base64 of the DER of each userCertificate, at most 8.</param>
public sealed record ScimDevice(
    [property: JsonPropertyName("schemas")] IReadOnlyList<string> Schemas,
    [property: JsonPropertyName("displayName")] string DisplayName,
    [property: JsonPropertyName("active")] bool Active,
    [property: JsonPropertyName("id")] string? Id = null,
    [property: JsonPropertyName("externalId")] string? ExternalId = null,
    [property: JsonPropertyName("operatingSystem")] string? OperatingSystem = null,
    [property: JsonPropertyName("operatingSystemVersion")] string? OperatingSystemVersion = null,
    [property: JsonPropertyName("certificates")] IReadOnlyList<string>? Certificates = null,
    [property: JsonPropertyName("registered")] bool? Registered = null,
    [property: JsonPropertyName(ScimSchemas.OnPremises)] OnPremisesDevice? OnPremises = null,
    [property: JsonPropertyName("meta")] ScimMeta? Meta = null);
