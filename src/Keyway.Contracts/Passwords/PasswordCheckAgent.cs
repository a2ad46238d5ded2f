using System.Text.Json.Serialization;

namespace Keyway.Contracts.Passwords;

/// <summary>A running <c>keyway-connect passwords</c> as the server sees it.</summary>
/// <param name="ConnectorId">The connector that it signs in as.</param>
/// <param name="HostName">As it says itself.</param>
/// <param name="State">active: it asks for work; inactive: it was not heard of for two minutes.</param>
/// <param name="LastAnswerDateTime">UTC; null before the first answer.</param>
/// <param name="InHand">Checks that it has not answered yet.</param>
/// <param name="Answered">Since it was first seen.</param>
/// <param name="Unanswered">Checks whose time was over before it answered.</param>
public sealed record PasswordCheckAgent(
    [property: JsonPropertyName("id")] Guid Id,
    [property: JsonPropertyName("connectorId")] Guid ConnectorId,
    [property: JsonPropertyName("hostName")] string HostName,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("firstSeenDateTime")] DateTimeOffset FirstSeenDateTime,
    [property: JsonPropertyName("lastSeenDateTime")] DateTimeOffset LastSeenDateTime,
    [property: JsonPropertyName("lastAnswerDateTime")] DateTimeOffset? LastAnswerDateTime,
    [property: JsonPropertyName("inHand")] int InHand,
    [property: JsonPropertyName("answered")] long Answered,
    [property: JsonPropertyName("unanswered")] long Unanswered);
