using System.Text.Json.Serialization;

namespace Keyway.Server.Devices;

/// <summary>Who may join.</summary>
/// <param name="Type">One of the constants.</param>
/// <param name="Users">Object ids; for <see cref="Enumerated"/> only.</param>
/// <param name="Groups">Object ids, nested members included; for <see cref="Enumerated"/> only.</param>
internal sealed record DeviceMembership(
    [property: JsonPropertyName("@odata.type")] string Type,
    [property: JsonPropertyName("users")] IReadOnlyList<Guid>? Users = null,
    [property: JsonPropertyName("groups")] IReadOnlyList<Guid>? Groups = null)
{
    public const string All = "#microsoft.graph.allDeviceRegistrationMembership";
    public const string None = "#microsoft.graph.noDeviceRegistrationMembership";
    public const string Enumerated = "#microsoft.graph.enumeratedDeviceRegistrationMembership";
}
