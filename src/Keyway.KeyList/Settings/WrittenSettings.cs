using System.Text.Json.Serialization;

namespace Keyway.KeyList.Settings;

/// <summary>The settings file as it is written; <see cref="CompanionSettings"/> is what holds.</summary>
internal sealed record WrittenSettings(
    [property: JsonPropertyName("domain")] string? Domain = null,
    [property: JsonPropertyName("domainControllers")] IReadOnlyList<string>? DomainControllers = null,
    [property: JsonPropertyName("listen")] IReadOnlyList<string>? Listen = null,
    [property: JsonPropertyName("accountFile")] string? AccountFile = null,
    [property: JsonPropertyName("caFile")] string? CaFile = null,
    [property: JsonPropertyName("answerPings")] bool AnswerPings = true,
    [property: JsonPropertyName("hostName")] string? HostName = null,
    [property: JsonPropertyName("connections")] int Connections = 512,
    [property: JsonPropertyName("connectionsPerClient")] int ConnectionsPerClient = 64,
    [property: JsonPropertyName("requestsPerClientPerSecond")] int RequestsPerClientPerSecond = 200);
