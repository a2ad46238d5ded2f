using System.Text.Json.Serialization;

namespace Keyway.Server.Provisioning;

/// <summary>JSON of filters; resources are written by <see cref="Contracts.ContractsJson"/>.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class ProvisioningJson : JsonSerializerContext;
