using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>Who checks the people of a tenant.</summary>
/// <param name="Federated">Always false: the server checks them itself.</param>
public sealed record IdentityProviderService([property: JsonPropertyName("Federated")] bool Federated);
