using System.Text.Json.Serialization;
using Keyway.Contracts.DeviceManagement;

namespace Keyway.Server.DeviceManagement;

/// <summary>A command that a device has to answer.</summary>
/// <param name="Id">Its CmdID.</param>
/// <param name="Setting">The name of the setting that it is about.</param>
internal sealed record SentCommand(
    [property: JsonPropertyName("id")] int Id,
    [property: JsonPropertyName("verb"), JsonConverter(typeof(JsonStringEnumConverter<SyncMlVerb>))] SyncMlVerb Verb,
    [property: JsonPropertyName("setting")] string Setting);
