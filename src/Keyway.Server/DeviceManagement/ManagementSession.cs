using System.Text.Json.Serialization;

namespace Keyway.Server.DeviceManagement;

/// <summary>A session between two messages. It lies in the store, so that any server on it can go on.</summary>
/// <param name="Id">The client's SessionID.</param>
/// <param name="MessageId">The MsgID of the last message of either side.</param>
/// <param name="Sent">What is to be answered.</param>
/// <param name="Settings">What is wanted, fixed at the begin, and what is known so far.</param>
internal sealed record ManagementSession(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("messageId")] int MessageId,
    [property: JsonPropertyName("phase"), JsonConverter(typeof(JsonStringEnumConverter<SessionPhase>))] SessionPhase Phase,
    [property: JsonPropertyName("sent")] IReadOnlyList<SentCommand> Sent,
    [property: JsonPropertyName("settings")] IReadOnlyList<SettingReport> Settings);
